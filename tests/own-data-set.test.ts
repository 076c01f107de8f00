import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { GradeItem, Homework, Run } from '@teamnet/records';
import { zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { HOMEWORK, openClassRoom } from './support/class-room.js';
import { makePhotos } from './support/make-photos.js';
import { CHECKOUT } from './support/teamnet.js';
import { openTurboRoom } from './support/turbo-room.js';

vi.setConfig({ testTimeout: 300_000 });

const LABELS = ['은행나무', 'maple', 'oak'];
const homework: Homework = {
  ...HOMEWORK,
  experiments: HOMEWORK.experiments.slice(0, 2),
  datasets: [...HOMEWORK.datasets, 'leaves'],
  ownDatasets: [{ name: 'leaves', folder: './leaves', license: 'CC BY 4.0, Team T' }],
};
const room = openTurboRoom({ homework });
const mate = openClassRoom({ homework });
afterAll(() => {
  room[Symbol.dispose]();
  mate[Symbol.dispose]();
});
beforeAll(() => makePhotos(room.path('apps/team-t/leaves'), LABELS, 20));

const app = room.path('apps/team-t');
const run = (dataset: string, experiment = 'baseline'): Run =>
  JSON.parse(readFileSync(room.path('apps/team-t/runs', experiment, dataset, 'run.json'), 'utf8'));

test('the line of the README is one that homework.json takes, and its pictures are looked for where it says', async () => {
  const [, line] = /^```json\n("datasets": .*),\n```$/m.exec(
    readFileSync(join(CHECKOUT, 'README.md'), 'utf8'),
  )!;
  const file = room.path('apps/team-t/homework.json');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, JSON.stringify({ ...JSON.parse(before), ...JSON.parse(`{${line}}`) }));
  const info = await room.teamnet(['data', 'info', 'leaves', '--json'], { cwd: app });
  writeFileSync(file, before);
  expect([...JSON.parse(info.stdout).labels].sort()).toEqual([...LABELS].sort());
});

test("the list of data sets has the team's own, inside its app and by its name", async () => {
  const inside = await room.teamnet(['data', 'list', '--json'], { cwd: app });
  const leaves = JSON.parse(inside.stdout).at(-1);
  expect(leaves).toMatchObject({ name: 'leaves', manual: `${app}/leaves`, prepared: null, numExamples: 60 });
  expect([...leaves.labels].sort()).toEqual([...LABELS].sort());
  const byName = await room.teamnet(['data', 'list', '--team', 'team-t']);
  expect(byName.stdout).toMatch(/^leaves +1\.0\.0 +3 +60 +no +.*leaves +none$/m);
  const outside = await room.teamnet(['data', 'list', '--json']);
  expect(JSON.parse(outside.stdout).map(({ name }: { name: string }) => name)).toEqual([
    'rock_paper_scissors',
    'tf_flowers',
  ]);
  const missing = await mate.teamnet(['data', 'list', '--team', 'team-t']);
  expect(missing.code).toBe(0);
  expect(missing.stdout).toMatch(/leaves: Data set "leaves": there is no folder .* correct "folder"/s);
});

test("a team's own data set is trained, reported and graded beside the course's", async () => {
  const info = await room.teamnet(['data', 'info', 'leaves', '--json'], { cwd: app });
  expect(JSON.parse(info.stdout)).toMatchObject({
    name: 'leaves',
    source: 'manual',
    license: 'CC BY 4.0, Team T',
  });

  const { code, output, ...tasks } = await room.turbo('train', 'report', 'grade');
  expect([code, output]).toEqual([0, expect.stringContaining('6 runs trained')]);
  expect(tasks).toEqual({ train: 'miss', report: 'miss', grade: 'miss' });
  expect(run('leaves').dataset).toMatchObject({
    ...{
      name: 'leaves',
      source: 'manual',
      labels: ['maple', 'oak', '은행나무'],
      license: 'CC BY 4.0, Team T',
    },
    splits: { train: { numExamples: 42 }, validation: { numExamples: 9 }, test: { numExamples: 9 } },
  });
  expect(run('tf_flowers').dataset.source).toBe('stand-in');

  const report = readFileSync(room.path('apps/team-t/reports/t-1.md'), 'utf8');
  expect(report).toContain('three data sets');
  expect(report).toContain('Licence of the photos: CC BY 4.0, Team T.');
  expect(report).toMatch(/\| `baseline` \| leaves \| \*\*\d/);
  const grades = await room.teamnet(['grade', '--team', 'team-t', '--json']);
  const items: GradeItem[] = JSON.parse(grades.stdout)[0].items;
  for (const id of ['both-datasets', 'own-experiment', 'same-network', 'numbers-match', 'model-loadable'])
    expect(items.find((item) => item.id === id)).toMatchObject({ state: 'ok' });
  const verified = await room.teamnet(['grade', '--team', 'team-t', '--verify', '--rerun']);
  expect(verified.stdout + verified.stderr).toContain('6 evaluated again: 0 findings');

  const image = 'leaves/oak/oak-1.jpg';
  const seen = await room.teamnet(['predict', 'runs/baseline/leaves', image, '--json'], { cwd: app });
  expect(LABELS).toContain(JSON.parse(seen.stdout)[0].top[0].label);
});

test('turbo trains on it again when an image has changed, and nothing else', async () => {
  expect(await room.turbo('train')).toMatchObject({ code: 0, train: 'hit' });
  const before = { leaves: run('leaves'), flowers: run('tf_flowers') };
  const [first, second] = readdirSync(room.path('apps/team-t/leaves/oak')).map((name) =>
    room.path('apps/team-t/leaves/oak', name),
  );
  copyFileSync(first!, second!);
  expect(await room.turbo('train')).toMatchObject({ code: 0, train: 'miss' });
  expect(run('leaves').id).not.toBe(before.leaves.id);
  expect(run('tf_flowers')).toEqual(before.flowers);
});

test('a zip of the folder stands for it, without any training; another zip is trained on', async () => {
  const { id } = run('leaves');
  const photos = room.path('apps/team-t/leaves');
  const members = (change: Record<string, Uint8Array> = {}) => {
    const files = LABELS.flatMap((label) =>
      readdirSync(join(photos, label)).map((name) => `${label}/${name}`),
    );
    const images = files.map((name) => [`leaves/${name}`, readFileSync(join(photos, name))]);
    return zipSync({ ...Object.fromEntries(images), ...change });
  };
  const zip = room.path('apps/team-t/leaves.zip');
  const file = room.path('apps/team-t/homework.json');
  const before = readFileSync(file, 'utf8');
  writeFileSync(file, before.replace('"folder": "./leaves"', '"archive": "./leaves.zip"'));
  writeFileSync(zip, members());
  const zipped = await room.turbo('train');
  expect(zipped).toMatchObject({
    code: 0,
    train: 'miss',
    output: expect.stringContaining('nothing was trained'),
  });
  expect(run('leaves').id).toBe(id);
  writeFileSync(zip, members({ 'leaves/oak/new.jpg': readFileSync(join(photos, 'oak/oak-3.jpg')) }));
  expect(await room.turbo('train')).toMatchObject({ code: 0, train: 'miss' });
  expect(run('leaves')).toMatchObject({
    dataset: {
      splits: { train: { numExamples: 43 } },
      notes: ['Images read from the archive team-t/leaves.zip.'],
    },
  });
  writeFileSync(file, before);
  await room.turbo('train');
  expect(run('leaves').id).toBe(id);
});

test('a team-mate without the images collects a run on it, and sees it as it was given', async () => {
  const zip = room.path('shared.zip');
  await room.teamnet(['share', '--team', 'team-t', '--student', 't-1', '--out', zip]);
  const collected = await mate.teamnet(['collect', zip]);
  expect(collected.stdout).toContain('new: baseline on leaves');
  const own = ['train', '--team', 'team-t', '--dataset', 'leaves'];
  const kept = await mate.teamnet([...own, '--experiment', 'baseline']);
  expect([kept.code, kept.stderr]).toEqual([
    0,
    expect.stringContaining('the images of leaves are not on this machine'),
  ]);
  await mate.teamnet(['report', '--team', 'team-t']);
  expect(readFileSync(mate.path('apps/team-t/reports/t-2.md'), 'utf8')).toContain(run('leaves').id);

  const stopped = await mate.teamnet(own);
  expect(stopped.code).toBe(2);
  expect(stopped.stderr).toMatch(
    /error: Data set "leaves": there is no folder .*leaves\. Without its images no-augment/,
  );
  const others = await mate.teamnet([
    'train',
    '--team',
    'team-t',
    '--student',
    't-1',
    '--dataset',
    'tf_flowers',
    '--experiment',
    'baseline',
  ]);
  expect([others.code, others.stderr]).toEqual([0, expect.stringContaining('nothing to train')]);
});

test('a name that nothing stands behind is refused with what to do', async () => {
  const unknown = await room.teamnet(['data', 'info', 'leavs'], { cwd: app });
  expect([unknown.code, unknown.stderr]).toEqual([
    2,
    expect.stringContaining('Use one of: rock_paper_scissors, tf_flowers, leaves;'),
  ]);
  const outside = await room.teamnet(['data', 'info', 'leaves']);
  expect([outside.code, outside.stderr]).toEqual([
    2,
    expect.stringContaining("inside an app's folder also its own"),
  ]);
  writeFileSync(
    mate.path('apps/team-t/homework.json'),
    JSON.stringify({ ...HOMEWORK, datasets: ['leaves'] }),
  );
  const alone = await mate.teamnet(['train', '--team', 'team-t']);
  expect(alone.code).toBe(2);
  expect(alone.stderr).toContain('{ "name": "leaves", "folder": "./leaves" }');
});
