import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import type { Run } from '@teamnet/records';
import { afterAll, expect, test, vi } from 'vitest';
import { HOMEWORK } from './support/class-room.js';
import { openTurboRoom } from './support/turbo-room.js';

vi.setConfig({ testTimeout: 300_000 });

const room = openTurboRoom();
afterAll(() => room[Symbol.dispose]());

const turbo = async (...tasks: string[]) => {
  const outcome = await room.turbo(...tasks);
  expect([outcome.code, outcome.output]).toEqual([0, expect.any(String)]);
  return outcome;
};
const runFile = (experiment: string, dataset = 'tf_flowers') =>
  room.path('apps/team-t/runs', experiment, dataset, 'run.json');
const startedAt = (experiment: string) =>
  (JSON.parse(readFileSync(runFile(experiment), 'utf8')) as Run).timing.startedAt;

test('the second run of everything is a cache hit', async () => {
  const first = await turbo('train', 'report', 'grade');
  expect(first).toMatchObject({ train: 'miss', report: 'miss', grade: 'miss' });
  expect(await turbo('train')).toMatchObject({ train: 'hit' });
  await turbo('train', 'report', 'grade');
  expect(await turbo('train', 'report', 'grade')).toMatchObject({
    train: 'hit',
    report: 'hit',
    grade: 'hit',
  });
});

test('editing a discussion retrains nothing and makes the report anew', async () => {
  const file = room.path('apps/team-t/discussion/t-1.md');
  const words = 'I wrote this myself.\n';
  writeFileSync(file, readFileSync(file, 'utf8') + words);
  expect(await turbo('train', 'report', 'grade')).toMatchObject({
    train: 'hit',
    report: 'miss',
    grade: 'miss',
  });
  expect(readFileSync(file, 'utf8')).toContain(words);
  expect(readFileSync(room.path('apps/team-t/reports/t-1.md'), 'utf8')).toContain(words.trim());
});

test('changing one experiment trains that one alone', async () => {
  const before = { baseline: startedAt('baseline'), changed: startedAt('no-dropout') };
  const experiments = HOMEWORK.experiments.map((experiment) =>
    experiment.id === 'no-dropout'
      ? { ...experiment, change: { model: { options: { dropout: 0.1 } } } }
      : experiment,
  );
  writeFileSync(room.path('apps/team-t/homework.json'), JSON.stringify({ ...HOMEWORK, experiments }));
  expect(await turbo('train')).toMatchObject({ train: 'miss' });
  expect(startedAt('baseline')).toBe(before.baseline);
  expect(startedAt('no-dropout')).not.toBe(before.changed);
});

test('lost runs come back from the cache, byte for byte', async () => {
  const before = readFileSync(runFile('baseline'));
  rmSync(room.path('apps/team-t/runs'), { recursive: true });
  expect(await turbo('train')).toMatchObject({ train: 'hit' });
  expect(readFileSync(runFile('baseline'))).toEqual(before);
});

test('a run trained outside of turbo is never replaced by an older one from the cache', async () => {
  const args = ['train', '--team', 'team-t', '--experiment', 'baseline', '--force'];
  expect((await room.teamnet(args)).code).toBe(0);
  const mine = readFileSync(runFile('baseline'));
  expect(await turbo('train')).toMatchObject({ train: 'miss' });
  expect(readFileSync(runFile('baseline'))).toEqual(mine);
  expect(await turbo('train')).toMatchObject({ train: 'hit' });
  expect(readFileSync(runFile('baseline'))).toEqual(mine);
});

test('collected runs stay when the team is trained, and come back from the cache', async () => {
  // As if the team-mate had trained it on another machine.
  const file = runFile('no-augment');
  const run: Run = JSON.parse(readFileSync(file, 'utf8'));
  const theirs = { ...run, id: '0123456789abcdef', engine: { ...run.engine, version: '9.9.0' } };
  writeFileSync(file, JSON.stringify(theirs));
  const zip = room.path('t-2.zip');
  expect((await room.teamnet(['share', '--team', 'team-t', '--student', 't-2', '--out', zip])).code).toBe(0);
  rmSync(room.path('apps/team-t/runs/no-augment'), { recursive: true });
  expect((await room.teamnet(['collect', zip])).code).toBe(0);
  const collected = readFileSync(file);
  expect(JSON.parse(collected.toString()).id).toBe(theirs.id);

  expect(await turbo('train')).toMatchObject({ train: 'miss' });
  expect(readFileSync(file)).toEqual(collected);
  rmSync(room.path('apps/team-t/runs/no-augment'), { recursive: true });
  expect(await turbo('train')).toMatchObject({ train: 'hit' });
  expect(readFileSync(file)).toEqual(collected);
});

test('hand-written files are no output of any task', () => {
  const { tasks } = JSON.parse(readFileSync(room.path('turbo.json'), 'utf8'));
  const outputs: string[] = Object.values(tasks as Record<string, { outputs?: string[] }>).flatMap(
    (task) => task.outputs ?? [],
  );
  for (const hand of ['discussion', 'homework', 'teams', 'src'])
    expect(outputs.filter((glob) => glob.includes(hand) || glob === '**')).toEqual([]);
  expect(readdirSync(room.path('apps/team-t')).sort()).toContain('discussion');
});
