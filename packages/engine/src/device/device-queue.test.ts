import { type ChildProcess, type SpawnOptions, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { thisProcess } from '@teamnet/records';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DeviceQueueError } from '../errors.js';
import { DeviceQueue, type QueuePlace } from './device-queue.js';
import type { DeviceUse } from './ticket.js';

const device = { id: 'cpu', name: 'the CPU', capacity: 1, share: 1 };
let root: string;
let queue: string;
let children: ChildProcess[];
/** What each process said, in the order of saying. */
let said: string[];

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'teamnet-queue-'));
  queue = join(root, 'locks', 'cpu');
  vi.stubEnv('TEAMNET_LOCK_DIR', join(root, 'locks'));
  children = [];
  said = [];
});

afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true });
});

/** Starts another process that queues, and waits until it has said something. */
async function queueUp(
  label: string,
  milliseconds: number,
  options: SpawnOptions = {},
): Promise<ChildProcess> {
  const args = ['--conditions', 'teamnet-source', jiti, program, label, String(milliseconds)];
  const child = spawn(process.execPath, args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  child.stdout!.setEncoding('utf8').on('data', (text: string) => {
    said.push(
      ...text
        .trim()
        .split('\n')
        .map((line) => `${label} ${line}`),
    );
  });
  await vi.waitFor(() => expect(said.some((line) => line.startsWith(label))).toBe(true), 20_000);
  return child;
}

function enter(label = 'me', given: Partial<Parameters<typeof DeviceQueue.enter>[1]> = {}) {
  return DeviceQueue.enter(device, { label, pollMilliseconds: 5, onWait: () => {}, ...given });
}

/** A ticket as another process could have left it. */
function leaveTicket(name: string, use: Partial<DeviceUse>): string {
  mkdirSync(queue, { recursive: true });
  const rest = { user: 'alice', label: 'theirs', since: '2026-01-01T00:00:00Z', share: 1 };
  writeFileSync(join(queue, name), JSON.stringify({ ...thisProcess(), ...rest, ...use }));
  return join(queue, name);
}

const deadPid = () => spawnSync(process.execPath, ['--version']).pid;

describe('The queue of a device, of several processes', () => {
  test('lets them in one at a time in the order of coming, and says who is before them', async () => {
    await queueUp('first', 100_000);
    await queueUp('second', 0);
    await queueUp('third', 0);
    expect(said).toEqual([
      'first holds',
      'second waits behind 1: first',
      'third waits behind 2: first, second',
    ]);
    children[0]!.kill('SIGINT');
    await sleep(300);
    expect(said).toHaveLength(3);
    children[0]!.kill('SIGKILL');
    await Promise.all([once(children[1]!, 'exit'), once(children[2]!, 'exit')]);
    expect(said.filter((line) => line.endsWith('holds'))).toEqual([
      'first holds',
      'second holds',
      'third holds',
    ]);
    expect(readdirSync(queue)).toEqual([]);
  });

  test('lets one go by Ctrl-C, and nothing of it is left', async () => {
    using _mine = await enter('mine');
    const child = await queueUp('other', 0);
    child.kill('SIGINT');
    const [code] = await once(child, 'exit');
    expect([code, said.at(-1)]).toEqual([0, 'other stopped']);
    expect(readdirSync(queue)).toHaveLength(1);
  });

  test('is never held by two, whatever the moment at which they come', async () => {
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        await sleep(index % 4);
        using _queue = await enter(String(index), { pollMilliseconds: 1 });
        most = Math.max(most, ++inside);
        await sleep(2);
        inside--;
      }),
    );
    expect(most).toBe(1);
    expect(readdirSync(queue)).toEqual([]);
  });
});

describe('The queue of a device', () => {
  test('tells a place once, again when the holder goes on to other work, and the end of the wait', async () => {
    const places: QueuePlace[] = [];
    const first = await enter('team-3, baseline');
    const waiting = enter('me', { onWait: (place) => places.push(place) });
    await sleep(40);
    first.relabel('team-3, no-augment');
    await sleep(40);
    first[Symbol.dispose]();
    using _second = await waiting;
    const since = (name: string) =>
      Date.parse((JSON.parse(readFileSync(join(queue, name), 'utf8')) as DeviceUse).since);
    expect(since(readdirSync(queue)[0]!)).toBeGreaterThan(Date.parse(places[0]!.ahead[0]!.since) + 70);
    expect(places.map(({ before, ahead }) => [before, ahead[0]?.label])).toEqual([
      [1, 'team-3, baseline'],
      [1, 'team-3, no-augment'],
      [0, undefined],
    ]);
    expect(places[0]!.ahead[0]).toMatchObject({ ...thisProcess(), user: expect.stringMatching(/./) });
    expect(Date.parse(places[0]!.ahead[0]!.since)).toBeGreaterThan(Date.now() - 60_000);
  });

  test('passes over the ticket of a process that is no more, and one of the same pid as a later process', async () => {
    const dead = leaveTicket('000000001-a.json', { pid: deadPid() });
    leaveTicket('000000002-b.json', { started: process.platform === 'linux' ? '1' : null, pid: deadPid() });
    using _queue = await enter();
    expect(existsSync(dead)).toBe(false);
    expect(readdirSync(queue)).toEqual([expect.stringMatching(/^000000003-/)]);
  });

  test('waits for another machine while its ticket is touched, and a minute longer', async () => {
    const file = leaveTicket('000000001-a.json', { host: 'elsewhere' });
    const before: number[] = [];
    const waiting = enter('me', { onWait: (place) => before.push(place.before) });
    await sleep(30);
    expect(before).toEqual([1]);
    utimesSync(file, new Date(), new Date(Date.now() - 61_000));
    using _queue = await waiting;
    expect(before).toEqual([1, 0]);
  });

  test('waits behind a ticket that it cannot read, without a name for it', async () => {
    writeFileSync(leaveTicket('000000001-a.json', {}), '{"pid":');
    const signal = AbortSignal.timeout(30);
    const places: QueuePlace[] = [];
    await expect(enter('me', { signal, onWait: (place) => places.push(place) })).rejects.toThrow();
    expect(places).toEqual([{ device: 'the CPU', before: 1, ahead: [] }]);
    expect(readdirSync(queue)).toEqual(['000000001-a.json']);
  });

  test('lets as many in as there is room for', async () => {
    const half = { ...device, capacity: 4, share: 2 };
    const options = { label: 'me', onWait: () => {}, pollMilliseconds: 5 };
    using _first = await DeviceQueue.enter(half, options);
    using second = await DeviceQueue.enter(half, options);
    const signal = AbortSignal.timeout(30);
    await expect(DeviceQueue.enter(half, { ...options, signal })).rejects.toThrow();
    second[Symbol.dispose]();
    using _third = await DeviceQueue.enter(half, options);
  });

  test('lies where every user of the machine can queue, and read who is before them', async () => {
    const umask = process.umask(0o077);
    try {
      using _queue = await enter();
      for (const folder of [join(root, 'locks'), queue]) expect(statSync(folder).mode & 0o7777).toBe(0o1777);
      expect(statSync(join(queue, readdirSync(queue)[0]!)).mode & 0o777).toBe(0o644);
    } finally {
      process.umask(umask);
    }
  });

  test.runIf(process.getuid?.() === 0)(
    'is shared with another user, whose dead ticket is passed over and stays (as root only)',
    async () => {
      chmodSync(root, 0o755);
      using _mine = await enter('mine');
      const file = leaveTicket('000000000-a.json', { pid: deadPid() });
      const env = { ...process.env, HOME: root, JITI_FS_CACHE: 'false' };
      const child = await queueUp('nobody', 0, { uid: 65534, gid: 65534, env });
      child.kill('SIGINT');
      await once(child, 'close');
      expect(said).toEqual(['nobody waits behind 1: mine', 'nobody stopped']);
      expect(readdirSync(queue)).toHaveLength(2);
      expect(existsSync(file)).toBe(true);
    },
  );

  test('that cannot be kept is one error that says what to set', async () => {
    mkdirSync(join(root, 'locks'));
    symlinkSync(root, join(root, 'locks', 'cpu'));
    await expect(enter()).rejects.toThrow(`The queue of trainings cannot be kept in ${queue}: it is a link.`);
    writeFileSync(join(root, 'file'), '');
    vi.stubEnv('TEAMNET_LOCK_DIR', join(root, 'file'));
    await expect(enter()).rejects.toBeInstanceOf(DeviceQueueError);
  });
});

// The child is TypeScript too, which Node 20 does not read.
const jiti = join(
  dirname(createRequire(import.meta.url).resolve('jiti/package.json')),
  'lib',
  'jiti-cli.mjs',
);
const program = join(import.meta.dirname, 'testing', 'queue-up.ts');
