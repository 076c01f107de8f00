import { expect, test } from 'vitest';
import { count, duration, percent, percentRange, points } from './numbers.js';

test('numbers read alike everywhere, and do not break at the end of a line', () => {
  expect(percent(0.9327957)).toBe('93.3\u00a0%');
  expect(percentRange([0.9, 0.954])).toBe('90.0–95.4\u00a0%');
  expect(count(723909)).toBe('723,909');
});

test('a difference always has its sign; one that rounds to nothing has both', () => {
  expect(points(0.0312, 'en')).toBe('+3.1\u00a0pp');
  expect(points(-0.0312, 'ko')).toBe('−3.1\u00a0%p');
  expect(points(-0.0002, 'en')).toBe('±0.0\u00a0pp');
});

test.each([
  [41.6, '42 s', '42초'],
  [310, '5 min 10 s', '5분 10초'],
  [3720, '1 h 02 min', '1시간 02분'],
])('%d seconds are %s', (seconds, english, korean) => {
  expect(duration(seconds, 'en')).toBe(english);
  expect(duration(seconds, 'ko')).toBe(korean);
});
