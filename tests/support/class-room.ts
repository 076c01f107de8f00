import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { asWritten, type Homework, type Team } from '@teamnet/records';
import { type CallOptions, type Outcome, teamnet } from './teamnet.js';

/** A class in a temporary folder: its own checkout and data folder. The cache is the user's, which holds TensorFlow. */
export interface ClassRoom extends Disposable {
  root: string;
  dataDir: string;
  /** Calls teamnet in it, on the stand-in data unless the environment given says otherwise. */
  teamnet(args: readonly string[], options?: Partial<CallOptions>): Promise<Outcome>;
  path(...parts: string[]): string;
}

export const TEAM: Team = {
  team: 'team-t',
  members: [
    { id: 't-1', name: 'Mina Lee (이미나)', role: 'baseline' },
    { id: 't-2', name: 'Jonas Weber' },
    { id: 't-3', name: 'Aisha Rahman' },
  ],
};

/** A network and settings that train in seconds. */
export const HOMEWORK: Homework = {
  team: 'team-t',
  datasets: ['rock_paper_scissors', 'tf_flowers'],
  model: { name: 'simple-cnn', options: { sizes: [8, 16] } },
  training: {
    imageSize: 32,
    batchSize: 64,
    epochs: 1,
    optimizer: { name: 'adam', learningRate: 0.001 },
    augment: ['flip'],
    earlyStopping: null,
    seed: 1,
  },
  experiments: [
    { id: 'baseline', by: 't-1', question: 'How far does a small convnet get?' },
    {
      id: 'no-augment',
      by: 't-2',
      question: 'What does flipping buy?',
      change: { training: { augment: [] } },
    },
    {
      id: 'no-dropout',
      by: 't-3',
      question: 'What does dropout buy?',
      change: { model: { options: { dropout: 0 } } },
    },
    {
      id: 'batch-norm',
      by: 't-1',
      question: 'What does batch normalization buy?',
      change: { model: { options: { batchNorm: true } } },
    },
  ],
  // A part of the drawn images is enough to see that everything works.
  splits: {
    rock_paper_scissors: { train: 'train[:40%]', validation: 'train[90%:]', test: 'test[:64%]' },
    tf_flowers: { train: 'train[:33%]', validation: 'train[33%:40%]', test: 'train[40%:47%]' },
  },
  profiles: { longer: { training: { epochs: 3 } } },
};

/** Opens a class room with one team; whoever opened it disposes of it. */
export function openClassRoom(change: { homework?: Partial<Homework>; team?: Team | null } = {}): ClassRoom {
  const root = mkdtempSync(join(tmpdir(), 'teamnet-class-'));
  const path = (...parts: string[]) => join(root, ...parts);
  const write = (file: string, value: unknown) => {
    mkdirSync(join(path(file), '..'), { recursive: true });
    writeFileSync(path(file), JSON.stringify(value, null, 2));
  };
  write('package.json', { name: 'teamnet' });
  if (change.team !== null) write('teams/team-t.json', change.team ?? TEAM);
  write('apps/team-t/package.json', {
    name: 'team-t',
    scripts: { train: 'teamnet train', report: 'teamnet report', grade: 'teamnet grade' },
  });
  write('apps/team-t/homework.json', asWritten({ ...HOMEWORK, ...change.homework }));
  const env = { TFDS_DATA_DIR: path('data'), TEAMNET_SOURCE: 'stand-in' };
  return {
    root,
    dataDir: path('data'),
    path,
    teamnet: (args, options = {}) =>
      teamnet(args, { cwd: root, ...options, env: { ...env, ...options.env } }),
    [Symbol.dispose]: () => rmSync(root, { recursive: true, force: true }),
  };
}
