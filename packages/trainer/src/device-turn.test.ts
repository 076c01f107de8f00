import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { computeDevice, DeviceQueue } from '@teamnet/engine';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FixtureWorkspace } from './testing/make-workspace.js';

describe('A training that wants a device which another one has', () => {
  let made: FixtureWorkspace;
  let locks: string;
  const device = computeDevice({ name: 'native', device: 'cpu', threads: 1000 });
  beforeEach(() => {
    made = new FixtureWorkspace();
    locks = mkdtempSync(join(tmpdir(), 'teamnet-locks-'));
    vi.stubEnv('TEAMNET_LOCK_DIR', locks);
    vi.stubEnv('TEAMNET_DEVICE_QUEUE', 'on');
  });
  afterEach(() => {
    made.remove();
    rmSync(locks, { recursive: true });
    vi.unstubAllEnvs();
  });

  const queued = () => made.events.filter(({ type }) => type === 'queue');

  test('waits for it, then trains, and gives it back', async () => {
    const other = await DeviceQueue.enter(device, { label: 'team-9, baseline', onWait() {} });
    const training = made.trainOne({ profile: 'short' });
    await vi.waitFor(() => expect(queued()).toHaveLength(1), 30_000);
    expect(queued()).toMatchObject([{ before: 1, ahead: [{ label: 'team-9, baseline' }] }]);
    expect(made.events.some(({ type }) => type === 'run-start')).toBe(false);
    other[Symbol.dispose]();
    expect((await training).trained).toBe(true);
    expect(queued()).toMatchObject([{ before: 1 }, { before: 0 }]);
    expect(readdirSync(join(locks, 'cpu'))).toEqual([]);
    // Nothing to train, nothing to wait for.
    using _again = await DeviceQueue.enter(device, { label: 'team-9, baseline', onWait() {} });
    expect((await made.trainOne({ profile: 'short' })).trained).toBe(false);
  });

  test('leaves the queue on Ctrl-C', async () => {
    using _other = await DeviceQueue.enter(device, { label: 'team-9', onWait() {} });
    const stop = new AbortController();
    const training = made.train({ signal: stop.signal });
    await vi.waitFor(() => expect(queued()).toHaveLength(1), 30_000);
    stop.abort();
    await expect(training).rejects.toMatchObject({ name: 'AbortError' });
    expect(readdirSync(join(locks, 'cpu'))).toHaveLength(1);
  });

  test('trains all the same, with a warning, where no queue can be kept', async () => {
    writeFileSync(join(locks, 'cpu'), 'a file in the way');
    expect((await made.trainOne({ profile: 'short' })).trained).toBe(true);
    expect(made.events).toContainEqual({
      type: 'warning',
      message: expect.stringContaining('TEAMNET_DEVICE_QUEUE=off'),
    });
  });

  test('refuses a setting that says neither on nor off', async () => {
    vi.stubEnv('TEAMNET_DEVICE_QUEUE', 'no');
    await expect(made.train()).rejects.toMatchObject({ code: 'environment-invalid', exitCode: 2 });
  });
});
