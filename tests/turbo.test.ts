import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '@teamnet/records';
import { afterAll, expect, test, vi } from 'vitest';
import { HOMEWORK, openClassRoom } from './support/class-room.js';
import { CHECKOUT, call } from './support/teamnet.js';

vi.setConfig({ testTimeout: 300_000 });

// The checkout's turbo.json over one small team; the rooms have no build of their own here.
const room = openClassRoom();
for (const file of ['turbo.json', 'tsconfig.base.json', 'package-lock.json', '.gitignore'])
  cpSync(join(CHECKOUT, file), room.path(file));
const { packageManager, workspaces } = JSON.parse(readFileSync(join(CHECKOUT, 'package.json'), 'utf8'));
writeFileSync(room.path('package.json'), JSON.stringify({ name: 'teamnet', packageManager, workspaces }));
symlinkSync(join(CHECKOUT, 'node_modules'), room.path('node_modules'));
const app = JSON.parse(readFileSync(room.path('apps/team-t/package.json'), 'utf8'));
writeFileSync(room.path('apps/team-t/package.json'), JSON.stringify({ ...app, version: '0.1.0' }));
mkdirSync(room.path('packages'));
afterAll(() => room[Symbol.dispose]());

const turbo = async (...tasks: string[]) => {
  const { code, stdout, stderr } = await call(
    process.execPath,
    [join(CHECKOUT, 'node_modules/turbo/bin/turbo'), 'run', ...tasks, '--filter', 'team-t'],
    {
      cwd: room.root,
      env: {
        TURBO_TELEMETRY_DISABLED: '1',
        TEAMNET_SOURCE: 'stand-in',
        TFDS_DATA_DIR: room.path('data'),
      },
    },
  );
  const output = stdout + stderr;
  expect([code, output]).toEqual([0, expect.any(String)]);
  const state = (task: string) =>
    /cache (hit|miss)/.exec(
      output.split('\n').find((line) => line.includes(`team-t:${task}: cache`)) ?? '',
    )?.[1];
  return { output, train: state('train'), report: state('report'), grade: state('grade') };
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
