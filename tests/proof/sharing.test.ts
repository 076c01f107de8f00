import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { TEAM } from '@teamnet/sharing/testing';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { collect, filesOf, inPairs, KilledCollect, type Way } from '../support/killed-collect.js';
import { CHECKOUT, call } from '../support/teamnet.js';

vi.setConfig({ testTimeout: 1_800_000 });

const room = new KilledCollect();
afterAll(() => room[Symbol.dispose]());

describe.each(['new', 'replaced'])('A collect of %s runs', (kind) => {
  let way: Way;
  beforeAll(async () => {
    way = kind === 'new' ? await room.wayOfNew() : await room.wayOfReplaced();
  });

  test('may be killed before every step', async () => {
    await inPairs(
      way.steps.map((_, index) => index + 1),
      (step) => room.killAt(way, step),
    );
  });

  test('may be killed at a random moment', async () => {
    let killed = 0;
    await inPairs([...Array(100).keys()], async () => {
      const folder = room.copy(way.start);
      const delay = 100 + Math.random() * 500;
      const bin = join(CHECKOUT, 'packages/cli/bin/teamnet.mjs');
      const outcome = await call(process.execPath, [bin, ...way.args], {
        cwd: folder,
        onStart: (child) => void sleep(delay).then(() => child.kill('SIGKILL')),
      });
      if (outcome.code === null) killed++;
      await room.expectWhole(folder, way, `after ${delay} ms`);
    });
    expect(killed).toBeGreaterThan(10);
  });

  test('may be killed, and the one that ends its work as well, again and again', async () => {
    const around = [
      way.journal - 3,
      way.journal,
      ...way.steps.map((_, index) => index + 1).slice(way.journal),
    ];
    await inPairs(around, async (step) => {
      const folder = room.copy(way.start);
      await collect(folder, way.args, { KILL_AT_STEP: String(step) });
      for (let next = 2; ; next += 5) {
        const { code } = await collect(folder, way.args, { KILL_AT_STEP: String(next) });
        if (code !== null) break;
        // Where nothing is left to be ended, one of the two states is there.
        if (existsSync(join(folder, 'apps', TEAM, '.placing'))) continue;
        const found = filesOf(folder);
        if (JSON.stringify(found) !== JSON.stringify(way.after)) expect(found).toEqual(way.before);
      }
      await room.expectWhole(folder, way, `first before step ${step}`);
    });
  });
});

test('five collects at once, forty times, beside the locks of a dead one, all end well', async () => {
  const way = await room.wayOfNew();
  for (let round = 0; round < 40; round++) await room.collectAtOnce(way, 5);
});
