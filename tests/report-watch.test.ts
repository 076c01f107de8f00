import { appendFileSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { openClassRoom } from './support/class-room.js';

vi.setConfig({ testTimeout: 120_000 });

/** The lines of a watch as they come; each is waited for. */
function lines(seen: () => string) {
  let read = 0;
  return async (pattern: RegExp): Promise<string> => {
    for (const began = Date.now(); Date.now() - began < 30_000; await sleep(20)) {
      const match = pattern.exec(seen().slice(read));
      if (!match) continue;
      read += match.index + match[0].length;
      return match[0];
    }
    throw new Error(`No ${pattern} in:\n${seen().slice(read)}`);
  };
}

test('a watch writes again what a change concerns, lives through errors, and ends with Ctrl-C', async () => {
  using room = openClassRoom();
  const discussion = room.path('apps/team-t/discussion/t-1.md');
  const homework = room.path('apps/team-t/homework.json');
  const html = (student: string) => readFileSync(room.path(`apps/team-t/reports/${student}.html`), 'utf8');
  let failure: unknown;
  const ended = await room.teamnet(['report', '--team', 'team-t', '--watch'], {
    async onStart(child, seen) {
      const next = lines(seen);
      try {
        await next(/report of t-1, t-2, t-3 written/);
        await next(/^\d\d:\d\d:\d\d watching .*apps\/team-t\/discussion.*; Ctrl-C ends it$/m);
        expect(html('t-1')).toContain('still the untouched template');

        appendFileSync(discussion, '\nThe validation loss turns early.\n');
        await next(/ apps\/team-t\/discussion\/t-1\.md changed: report of t-1 written/);
        expect(html('t-1')).toContain('The validation loss turns early.');

        // As many editors save: a new file takes the place of the old one.
        writeFileSync(`${discussion}~`, 'Renamed into place.\n');
        renameSync(`${discussion}~`, discussion);
        await next(/t-1\.md changed: report of t-1 written/);
        expect(html('t-1')).toContain('Renamed into place.');

        writeFileSync(room.path('apps/team-t/discussion/mina.md'), 'Whose is this?\n');
        await next(/discussion\/mina\.md is in no report: discussions are .*\/t-1\.md/);

        const before = readFileSync(homework, 'utf8');
        writeFileSync(homework, '{ broken');
        await next(/^.*homework\.json changed, no report written: .*not JSON.*$/m);
        appendFileSync(discussion, 'Meanwhile.\n');
        await next(/t-1\.md changed, no report written: .*not JSON/);
        writeFileSync(homework, before);
        await next(/homework\.json changed: report of t-1 written; t-2, t-3 unchanged/);
        expect(html('t-1')).toContain('Meanwhile.');

        const run = room.path('apps/team-t/runs/baseline/tf_flowers');
        mkdirSync(run, { recursive: true });
        writeFileSync(`${run}/run.json`, '{}');
        await next(/runs\/baseline\/tf_flowers\/run\.json changed: report of t-1, t-2, t-3 written/);
      } catch (error) {
        failure = error;
      }
      child.kill('SIGINT');
    },
  });
  if (failure) throw failure;
  expect(ended.code).toBe(0);
  expect(ended.stderr).toBe('\nThe watch has ended.\n');
  expect(readFileSync(discussion, 'utf8')).toBe('Renamed into place.\nMeanwhile.\n');
});

test('what is wrong at the start ends it at once, and a watch gives no JSON', async () => {
  using room = openClassRoom();
  const unknown = await room.teamnet(['report', '--team', 'team-t', '--watch', '--student', 't-9']);
  expect([unknown.code, unknown.stderr]).toEqual([2, expect.stringContaining('no student "t-9" in team-t')]);
  expect(existsSync(room.path('apps/team-t/reports'))).toBe(false);
  const json = await room.teamnet(['report', '--team', 'team-t', '--watch', '--json']);
  expect([json.code, json.stderr]).toEqual([
    2,
    expect.stringContaining("cannot be used with option '--json'"),
  ]);
});
