import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { HOMEWORK, openClassRoom, TEAM } from './support/class-room.js';
import { fullDisk } from './support/full-disk.js';
import { makePhotos } from './support/make-photos.js';
import type { Outcome } from './support/teamnet.js';

vi.setConfig({ testTimeout: 300_000 });

const TRAIN = ['train', '--team', 'team-t', '--experiment', 'baseline', '--dataset', 'rock_paper_scissors'];
const LABELS = ['rock', 'paper', 'scissors'];

/** One clear error: `error: …` and its remedy, no stack, nothing like success. */
function expectOneError({ code, stdout, stderr }: Outcome, exitCode: 1 | 2, message: RegExp): void {
  expect([code, stderr]).toEqual([exitCode, expect.stringMatching(message)]);
  expect(stderr.match(/^error: /gm)).toHaveLength(1);
  expect(stderr).toMatch(/^error: .*\n(.*\n)? {2}→ .*\n$/m);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stdout).not.toMatch(/accuracy/);
}

/** Nothing half-written: no run.json, no temporary file left. */
function expectNoRun(root: string): void {
  const runs = join(root, 'apps/team-t/runs');
  const files = existsSync(runs) ? readdirSync(runs, { recursive: true }).map(String) : [];
  expect(files.filter((file) => /run\.json$|\.tmp|model\.json$/.test(file))).toEqual([]);
}

test('a missing team file', async () => {
  using room = openClassRoom({ team: null });
  for (const command of ['train', 'report', 'grade'])
    expectOneError(await room.teamnet([command, '--team', 'team-t']), 2, /no team file .*team-t\.json/);
});

test('a member unknown to the roster', async () => {
  const experiments = HOMEWORK.experiments.map((experiment) => ({ ...experiment, by: 't-9' }));
  using room = openClassRoom({ homework: { experiments } });
  expectOneError(await room.teamnet(TRAIN), 2, /t-9/);
  expectNoRun(room.root);
});

test('an ablation of a part that the network has not, and an experiment that differs from its ablation', async () => {
  using room = openClassRoom({ homework: { ablate: ['separable'] } });
  expectOneError(await room.teamnet(TRAIN.slice(0, 3)), 2, /"separable", which is no part of simple-cnn/);
  const change = { model: { options: { dropout: 0.1 } } };
  const experiments = [...HOMEWORK.experiments, { id: 'no-gap', by: 't-2', question: '?', change }];
  const homework = { ...HOMEWORK, ablate: ['gap'], experiments };
  writeFileSync(room.path('apps/team-t/homework.json'), JSON.stringify(homework));
  expectOneError(await room.teamnet(['report', '--team', 'team-t']), 2, /"no-gap" changes something else/);
  expectNoRun(room.root);
});

test('an unknown network, option, experiment, profile or entry of homework.json', async () => {
  using room = openClassRoom();
  const train = (change: object, args = TRAIN) => {
    writeFileSync(room.path('apps/team-t/homework.json'), JSON.stringify({ ...HOMEWORK, ...change }));
    return room.teamnet(args);
  };
  expectOneError(await train({ model: { name: 'big-net', options: {} } }), 2, /big-net/);
  expectOneError(await train({ model: { name: 'simple-cnn', options: { depth: 3 } } }), 2, /depth/);
  expectOneError(await train({ optimiser: 'adam' }), 2, /unknown entry "optimiser"/);
  expectOneError(await train({}, ['train', '--team', 'team-t', '--experiment', 'nothing']), 2, /nothing/);
  expectOneError(await train({}, [...TRAIN, '--profile', 'slow']), 2, /no profile "slow"/);
  expectOneError(await train({ model: { name: './src/model.ts', options: {} } }), 2, /model\.ts/);
  writeFileSync(room.path('apps/team-t/homework.json'), '{ "team": ');
  expectOneError(await room.teamnet(TRAIN), 2, /homework\.json: it is not JSON/);
  expectNoRun(room.root);
});

test('a corrupt JPEG in the manual folder, named; without it the next run works', async () => {
  using room = openClassRoom({ homework: { splits: {} } });
  const folder = await makePhotos(room.path('photos/rock_paper_scissors'), LABELS, 20);
  const bad = join(folder, 'paper', 'paper-3.jpg');
  truncateSync(bad, 200);
  const env = { TEAMNET_SOURCE: 'manual', TEAMNET_MANUAL_DIR: room.path('photos') };
  expectOneError(await room.teamnet(TRAIN, { env }), 1, /paper-3\.jpg/);
  expectNoRun(room.root);
  rmSync(bad);
  expect((await room.teamnet(TRAIN, { env })).code).toBe(0);
});

test('a truncated archive in the manual folder, named; nothing is prepared from it', async () => {
  using room = openClassRoom();
  mkdirSync(room.path('archives'));
  writeFileSync(room.path('archives/rps.zip'), Buffer.from('PK\x03\x04 cut off'));
  writeFileSync(room.path('archives/rps-test-set.zip'), Buffer.from('PK\x03\x04 cut off'));
  const env = { TEAMNET_SOURCE: 'manual', TEAMNET_MANUAL_DIR: room.path('archives') };
  expectOneError(await room.teamnet(TRAIN, { env }), 1, /rps(-test-set)?\.zip/);
  expectNoRun(room.root);
  expect(existsSync(room.path('data/rock_paper_scissors/3.0.0'))).toBe(false);
});

test('a truncated record of a prepared data set, with its file', async () => {
  using room = openClassRoom();
  const folder = room.path('data/rock_paper_scissors/3.0.0');
  mkdirSync(folder, { recursive: true });
  const splits = [{ name: 'train', shardLengths: ['3'] }];
  writeFileSync(
    join(folder, 'dataset_info.json'),
    JSON.stringify({ name: 'rock_paper_scissors', version: '3.0.0', splits }),
  );
  const features = {
    image: { pythonClassName: 'tensorflow_datasets.core.features.image_feature.Image', image: {} },
    label: {
      pythonClassName: 'tensorflow_datasets.core.features.class_label_feature.ClassLabel',
      classLabel: { numClasses: '3' },
    },
  };
  writeFileSync(join(folder, 'features.json'), JSON.stringify({ featuresDict: { features } }));
  writeFileSync(join(folder, 'rock_paper_scissors-train.tfrecord-00000-of-00001'), Buffer.alloc(20, 7));
  const env = { TEAMNET_SOURCE: 'prepared' };
  expectOneError(await room.teamnet(TRAIN, { env }), 1, /train\.tfrecord-00000-of-00001/);
  expectNoRun(room.root);
});

test('a data folder that cannot be written, found before anything is downloaded', async () => {
  using room = openClassRoom();
  writeFileSync(room.path('file'), 'not a folder');
  const env = { TEAMNET_SOURCE: 'download', TFDS_DATA_DIR: room.path('file/data') };
  const outcome = await room.teamnet(['data', 'prepare', 'rock_paper_scissors'], { env });
  expectOneError(outcome, 1, /file\/data: it is not a folder/);
});

test('a runs folder that cannot be written', async () => {
  using room = openClassRoom();
  writeFileSync(room.path('apps/team-t/runs'), 'not a folder');
  const outcome = await room.teamnet(TRAIN);
  expectOneError(outcome, 1, /runs/);
  rmSync(room.path('apps/team-t/runs'));
  expect((await room.teamnet(TRAIN)).code).toBe(0);
});

test('a full disk: one error, no half run, and the next run goes on', async (context) => {
  using room = openClassRoom();
  const runs = room.path('apps/team-t/runs');
  using disk = fullDisk(runs);
  if (disk.problem !== null) return context.skip(`no small file system could be mounted: ${disk.problem}`);
  expectOneError(await room.teamnet(TRAIN), 1, /disk is full/);
  expectNoRun(room.root);
  disk.free();
  expect((await room.teamnet(TRAIN)).code).toBe(0);
  const run = JSON.parse(readFileSync(join(runs, 'baseline/rock_paper_scissors/run.json'), 'utf8'));
  expect(run.team).toBe(TEAM.team);
});

test('a report folder on a full disk keeps the report that was there', async (context) => {
  using room = openClassRoom();
  expect((await room.teamnet(['report', '--team', 'team-t'])).code).toBe(0);
  const reports = room.path('apps/team-t/reports');
  rmSync(reports, { recursive: true });
  using disk = fullDisk(reports);
  if (disk.problem !== null) return context.skip(`no small file system could be mounted: ${disk.problem}`);
  expectOneError(await room.teamnet(['report', '--team', 'team-t']), 1, /disk is full/);
  expect(readdirSync(reports).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  disk.free();
  expect((await room.teamnet(['report', '--team', 'team-t'])).code).toBe(0);
});
