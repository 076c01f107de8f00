import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '@teamnet/records';
import { expect, test, vi } from 'vitest';
import { HOMEWORK, openClassRoom } from './support/class-room.js';

vi.setConfig({ testTimeout: 300_000 });

const ONE = ['train', '--team', 'team-t', '--experiment', 'baseline', '--dataset', 'rock_paper_scissors'];

test('Ctrl-C in the middle of an epoch ends cleanly with one line, and the next run goes on from there', async () => {
  // Enough epochs that the interrupt, sent after the first, comes long before the last.
  const training = { ...HOMEWORK.training, epochs: 12 };
  using room = openClassRoom({ homework: { training } });
  const run = room.path('apps/team-t/runs/baseline/rock_paper_scissors/run.json');
  const stopped = await room.teamnet(ONE, {
    async onStart(child, seen) {
      while (!/epoch\s+1\b/i.test(seen()) && child.exitCode === null) await sleep(20);
      child.kill('SIGINT');
    },
  });
  expect(stopped.code).toBe(130);
  expect(stopped.stderr).toMatch(/stopped; .* kept\. Run the same command again to go on\.\n$/);
  expect(stopped.stderr).not.toMatch(/^\s+at /m);
  expect(existsSync(run)).toBe(false);

  const finished = await room.teamnet(ONE);
  expect(finished.code).toBe(0);
  expect(finished.stderr).toMatch(/go(es|ing) on|resum/i);
  const { history } = JSON.parse(readFileSync(run, 'utf8')) as Run;
  expect(history.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 12 }, (_, index) => index + 1));
});

test.skipIf(process.platform !== 'linux')(
  'a training that the system kills, e.g. for want of memory, is told and leaves no half run',
  async () => {
    const training = { ...HOMEWORK.training, epochs: 12 };
    using room = openClassRoom({ homework: { training } });
    const killed = await room.teamnet(ONE, {
      async onStart(child, seen) {
        while (!/epoch\s+1\b/i.test(seen()) && child.exitCode === null) await sleep(20);
        // The launcher's child does the computing.
        const [worker] = readFileSync(`/proc/${child.pid}/task/${child.pid}/children`, 'utf8')
          .trim()
          .split(' ');
        process.kill(Number(worker), 'SIGKILL');
      },
    });
    expect(killed.code).toBe(1);
    expect(killed.stderr).toMatch(
      /error: "teamnet train" was ended from outside \(SIGKILL\)\.\n {2}→ .*memory/,
    );
    expect(existsSync(room.path('apps/team-t/runs/baseline/rock_paper_scissors/run.json'))).toBe(false);
    expect((await room.teamnet(ONE)).code).toBe(0);
  },
);
