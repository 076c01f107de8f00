import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { makeOriginals } from '../testing/make-originals.js';
import { serveFolder } from '../testing/serve-folder.js';
import { temporaryFolder } from '../testing/temporary-folder.js';

const KILLS = 40;
const RACES = 6;

/** What lay in the data folder when a process was killed. */
type Moment = 'nothing' | 'part of an archive' | 'archives' | 'unfinished folder' | 'whole data set';

/** Answers slowly enough to be killed in between. */
function slowly(request: IncomingMessage, response: ServerResponse, bytes: Buffer): boolean {
  const from = Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0);
  const range = { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` };
  response.writeHead(from ? 206 : 200, { 'content-length': bytes.length - from, ...(from ? range : {}) });
  const send = (at: number) => {
    if (response.destroyed) return;
    if (at >= bytes.length) return void response.end();
    response.write(bytes.subarray(at, at + 4096));
    setTimeout(send, 10, at + 4096);
  };
  send(from);
  return true;
}

async function dataServer() {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'served'));
  const { builder } = await makeOriginals(join(folder, 'served'), 'rock_paper_scissors', 150);
  writeFileSync(join(folder, 'archives.json'), JSON.stringify(builder.archives));
  const { base } = await serveFolder(join(folder, 'served'), slowly);
  const names = join(folder, 'data', 'rock_paper_scissors');
  const version = join(names, '3.0.0');
  const downloads = join(folder, 'data', 'downloads', 'teamnet');
  const script = new URL('../testing/prepare-in-child.mjs', import.meta.url).pathname;

  /** A process that begins to prepare now. */
  const start = async () => {
    const env = { ...process.env, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
    const child = spawn(process.execPath, [script, folder, base], {
      stdio: ['ignore', 'pipe', 'inherit'],
      env,
    });
    await once(child.stdout!, 'data');
    return child;
  };
  const end = async (child: ChildProcess) =>
    child.exitCode ?? child.signalCode ?? ((await once(child, 'exit')) as [number])[0];
  /** Content of each file of the prepared data set. */
  const content = () =>
    readdirSync(version)
      .sort()
      .map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(version, name)))
          .digest('hex'),
      ]);
  const moment = (): Moment => {
    if (existsSync(version)) return 'whole data set';
    if (existsSync(names) && readdirSync(names).length > 0) return 'unfinished folder';
    const arrived = existsSync(downloads) ? readdirSync(downloads) : [];
    if (builder.archives.every(({ file }) => arrived.includes(file))) return 'archives';
    return arrived.some((name) => name.includes('.zip')) ? 'part of an archive' : 'nothing';
  };
  const forget = () => rmSync(join(folder, 'data'), { recursive: true, force: true });
  /** Nothing is left but the data set itself. */
  const expectOnlyWhole = (whole: string[][]) => {
    expect(content()).toEqual(whole);
    expect(readdirSync(names)).toEqual(['3.0.0']);
    // A process that was killed in the very moment when it took the lock leaves a draft; it goes after a minute.
    expect(readdirSync(downloads).filter((name) => !/\.lock\.[0-9a-f]{16}$/.test(name))).toEqual([]);
  };
  return { start, end, content, moment, forget, expectOnlyWhole };
}

test(`${KILLS} processes killed at moments spread over the work leave nothing or the whole data set, and the next goes on`, async () => {
  const { start, end, content, moment, forget, expectOnlyWhole } = await dataServer();
  const began = performance.now();
  expect(await end(await start())).toBe(0);
  const whole = content();
  // Two shards, three files of TFDS', and who made the photos.
  expect(whole.length).toBe(6);
  forget();
  const undisturbed = await start();
  const ready = performance.now();
  expect(await end(undisturbed)).toBe(0);
  const duration = performance.now() - ready;
  forget();

  const moments = new Map<Moment, number>();
  for (let kill = 0; kill < KILLS; kill++) {
    const child = await start();
    // Half from the start on; half in the last tenth of the first run's time, where the folder is written and renamed.
    const share = (Math.floor(kill / 2) + 0.5) / (KILLS / 2);
    await sleep(duration * (kill % 2 ? 0.85 + 0.2 * share : share));
    child.kill('SIGKILL');
    await end(child);
    moments.set(moment(), (moments.get(moment()) ?? 0) + 1);
    if (moment() === 'whole data set') expect(content()).toEqual(whole);
    // Every third killed process is followed by one that finds what it left, and has to finish.
    if (kill % 3 === 2) {
      expect(await end(await start())).toBe(0);
      expectOnlyWhole(whole);
    }
    if (kill % 3 === 2 || kill % 2 === 0 || moment() === 'whole data set') forget();
  }
  console.log(
    `Killed with ${[...moments].map(([what, count]) => `${what} ${count} times`).join(', ')}; ${((performance.now() - began) / 1000).toFixed(0)} s`,
  );
  expect(moments.size).toBeGreaterThanOrEqual(3);
}, 900_000);

test(`in ${RACES} races of two processes one of which is killed, the other ends with the whole data set`, async () => {
  const { start, end, content, forget, expectOnlyWhole } = await dataServer();
  const alone = await start();
  const ready = performance.now();
  expect(await end(alone)).toBe(0);
  const duration = performance.now() - ready;
  const whole = content();
  for (let race = 0; race < RACES; race++) {
    forget();
    const both = await Promise.all([start(), start()]);
    await sleep((duration * (race + 0.5)) / RACES);
    both[race % 2]!.kill('SIGKILL');
    expect(await end(both[1 - (race % 2)]!)).toBe(0);
    expectOnlyWhole(whole);
  }
}, 900_000);
