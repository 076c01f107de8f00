import { expect, test } from 'vitest';
import { describePlace } from './describe-place.js';

test('A place in the queue says how many are before, and who has the device since when', () => {
  const since = new Date(2026, 10, 25, 14, 5).toISOString();
  const holder = { pid: 123, host: 'here', started: '1', user: 'alice', since, share: 1 };
  const ahead = [{ ...holder, label: 'team-3, baseline on tf_flowers' }];
  expect(describePlace({ device: 'the CPU', before: 2, ahead })).toBe(
    'Waiting for the CPU: 2 before you. It trains team-3, baseline on tf_flowers (process 123 of alice, since 14:05).',
  );
  expect(describePlace({ device: 'the CPU', before: 1, ahead: [] })).toContain('Who has it cannot be read');
  expect(describePlace({ device: 'the CPU', before: 0, ahead: [] })).toBe('Your turn on the CPU.');
});
