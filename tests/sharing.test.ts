import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Grade } from '@teamnet/records';
import { AUTHOR, MATE, TEAM, TwoMembers } from '@teamnet/sharing/testing';
import { afterAll, expect, test, vi } from 'vitest';
import { teamnet } from './support/teamnet.js';

vi.setConfig({ testTimeout: 120_000 });

const made = new TwoMembers();
afterAll(() => made.remove());

const app = join(made.mate.root, 'apps', TEAM);
async function at(who: 'author' | 'mate', ...args: string[]) {
  const outcome = await teamnet([...args, '--team', TEAM], { cwd: made[who].root });
  expect([outcome.code, outcome.stderr]).toEqual([0, expect.any(String)]);
  return outcome;
}
async function reportOfMate(language: 'en' | 'ko'): Promise<string> {
  await at('mate', 'report', '--student', MATE, '--language', language);
  return readFileSync(join(app, 'reports', `${MATE}.md`), 'utf8');
}
/** The row of an experiment in the table of the team's experiments. */
const rowOf = (report: string, experiment: string) =>
  report.split('\n').findLast((line) => line.startsWith(`| \`${experiment}\` | Student`));
async function grades() {
  const { stdout } = await at('mate', 'grade', '--json');
  const states = (JSON.parse(stdout) as Grade[]).map(({ student, items }) => [
    student,
    Object.fromEntries(items.map(({ id, state }) => [id, state])),
  ]);
  return Object.fromEntries(states) as Record<string, Record<string, string>>;
}

test('a member hands over one experiment without weights, keeps one back, and breaks one: reports say which and why', async () => {
  const alone = await grades();

  const first = await at(
    'author',
    'share',
    '--student',
    AUTHOR,
    '--experiment',
    'baseline',
    '--no-weights',
    '--out',
    made.zip,
  );
  expect(first.stdout).toContain('baseline on tf_flowers, without weights');
  expect(first.stderr).toContain('not in it: no-augment on tf_flowers: It was not asked for this time.');
  const collected = await at('mate', 'collect', made.zip);
  expect(collected.stdout).toContain('new: baseline on tf_flowers (40.0 %, without weights)');
  expect(collected.stderr).toContain('not shared: no-augment on tf_flowers: It was not asked for this time.');

  const history = join(app, 'runs/baseline/tf_flowers/history.jsonl');
  writeFileSync(history, `${readFileSync(history, 'utf8')}{}\n`);
  const english = await reportOfMate('en');
  expect(rowOf(english, 'baseline')).toMatch(
    /\| \*{0,2}40\.0.%.*\| not shared: Its file history\.jsonl is not the one that run\.json lists \(sha256\)\. \|$/,
  );
  expect(rowOf(english, 'no-augment')).toMatch(/(\| not shared: There is no run\.json\. ){2}\|$/);

  // What is broken is mended, and the weights come along.
  await at('author', 'share', '--student', AUTHOR, '--without', 'no-augment', '--out', made.zip);
  const { stdout } = await at('mate', 'collect', made.zip, '--json');
  expect(JSON.parse(stdout)[0].runs).toMatchObject([
    { experiment: 'baseline', outcome: 'completed', weights: true },
    { experiment: 'baseline', outcome: 'completed', weights: true },
    { experiment: 'no-augment', outcome: 'withheld' },
    { experiment: 'no-augment', outcome: 'withheld' },
  ]);
  const korean = await reportOfMate('ko');
  expect(rowOf(korean, 'baseline')).not.toContain('공유하지 않음');
  expect(rowOf(korean, 'no-augment')).toMatch(/(\| 공유하지 않음: 작성자가 공유를 보류했다\. ){2}\|$/);
  const looked = await at('mate', 'collect');
  expect(looked.stdout).toContain(
    'no-augment on tf_flowers (s1-1): not shared: It is withheld by its author.',
  );

  // Nobody else's grade is another for it; the author's own says so.
  const graded = await grades();
  expect(graded[MATE]).toMatchObject({ 'training-done': alone[MATE]!['training-done'] });
  expect(Object.values(graded[MATE]!)).not.toContain('not-shared');
  expect([alone, graded].map((all) => all[AUTHOR]!['own-experiment'])).toEqual(['not-shared', 'ok']);
});

test('of several files the good ones go in, the bad one is told, and the exit code says so', async () => {
  const bad = join(made.root, 'bad.zip');
  writeFileSync(bad, 'no zip');
  const args = ['collect', '--team', TEAM, bad, made.zip];
  const { code, stdout, stderr } = await teamnet(args, { cwd: made.mate.root });
  expect([code, stdout]).toEqual([1, expect.stringContaining('already there: baseline on tf_flowers')]);
  expect(stderr).toMatch(/bad\.zip: it is not a whole zip archive/);
  expect(stderr).toContain('error: 1 of 2 files did not go in.');
});
