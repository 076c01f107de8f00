import { existsSync, readdirSync, rmSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { readTeamRuns, toJson } from '@teamnet/records';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FixtureWorkspace } from './testing/make-workspace.js';
import type { TrainOptions } from './train-team.js';

describe('A mistake is told before any training starts', () => {
  let made: FixtureWorkspace;
  beforeEach(() => {
    made = new FixtureWorkspace();
  });
  afterEach(() => made.remove());

  const options = (given: object) => given as Partial<TrainOptions>;
  type Mistake = [string, (made: FixtureWorkspace) => Partial<TrainOptions> | undefined, string];
  const nothing = undefined;
  test.each<Mistake>([
    [
      'a member who is not in the roster',
      ({ homework }) => {
        homework.experiments[0]!.by = 's9-9';
        return nothing;
      },
      'experiment "baseline" is by "s9-9", who is not in',
    ],
    ['an unknown profile', () => options({ profile: 'quickest' }), 'has no profile "quickest"'],
    ['an unknown experiment', () => options({ experiments: ['basline'] }), 'has no experiment "basline"'],
    ['an unknown student', () => options({ student: 's1-9' }), 'There is no student "s1-9"'],
    [
      'a student without an experiment',
      () => options({ student: 's1-3' }),
      'none of baseline is an experiment by "s1-3"',
    ],
    [
      'a data set that the homework does not have',
      () => options({ datasets: ['mnist'] }),
      'has no data set "mnist"',
    ],
    [
      'an unknown network',
      ({ homework }) => {
        homework.model.name = 'mega-xception';
        return nothing;
      },
      'There is no network "mega-xception"',
    ],
    [
      'an unknown option of a network in a later experiment',
      ({ homework }) => {
        const change = { model: { options: { residuals: false } } };
        homework.experiments.push({ id: 'later', by: 's1-2', question: '?', change });
        return nothing;
      },
      'residuals',
    ],
    [
      'a change that touches the data',
      ({ homework }) => {
        Object.assign(homework.experiments[0]!, { change: { splits: {} } });
        return nothing;
      },
      'unknown entry "splits"',
    ],
    [
      'a class weight for a label that no data set of the homework has',
      ({ homework }) => {
        homework.training.classWeights = { rock: 2, daisy: 2 };
        return nothing;
      },
      'experiment "baseline": training.classWeights names "daisy", which is no label of the data sets.',
    ],
    [
      'a warm-up longer than the training',
      ({ homework }) => {
        homework.training.learningRateSchedule = { name: 'cosine-decay', warmupSteps: 9 };
        return nothing;
      },
      "warm-up of 9 steps leaves nothing of the training's 9 (3 epochs of 3)",
    ],
    [
      'a bad split',
      ({ homework }) => {
        homework.splits!.rock_paper_scissors!.test = 'tset';
        return nothing;
      },
      'tset',
    ],
    [
      'an empty split',
      ({ homework }) => {
        homework.splits!.rock_paper_scissors!.test = 'train[5:5]';
        return nothing;
      },
      'Split "train[5:5]": it picks no example',
    ],
    [
      'splits that share examples',
      ({ homework }) => {
        homework.splits!.rock_paper_scissors!.test = 'train[39:50]';
        return nothing;
      },
      'share examples, e.g. ',
    ],
  ])('%s', async (_, make, message) => {
    const given = make(made);
    const training = made.train(given);
    await expect(training).rejects.toThrow(message);
    await expect(training).rejects.toMatchObject({ exitCode: 2, remedy: expect.stringMatching(/\w/) });
    expect(made.events.filter(({ type }) => type === 'step')).toEqual([]);
    expect(existsSync(made.runFolder())).toBe(false);
  });

  test("a network of one's own whose body depends on the number of classes", async () => {
    made.homework.model = { name: './src/model.ts', options: {} };
    made.write(
      join(made.workspace.appFolder('team-1'), 'src', 'model.ts'),
      `export default (input, { blocks, classes, tf }) =>
        blocks.classifierHead(tf.layers.conv2d({ filters: classes, kernelSize: 3 }).apply(input), { classes });`,
    );
    await expect(made.train()).rejects.toThrow('more of the network than its last layer depends on');
  });

  test('a team without a file', async () => {
    rmSync(made.workspace.teamFile('team-1'));
    await expect(made.train()).rejects.toThrow('There is no team file');
  });
});

describe('A training that fails', () => {
  const made = new FixtureWorkspace();
  afterEach(() => rmSync(join(made.workspace.appFolder('team-1'), 'runs'), { recursive: true, force: true }));

  test('because the loss became NaN says so, leaves only the reason, and the other runs are trained', async () => {
    made.homework.experiments = [
      {
        id: 'too-fast',
        by: 's1-1',
        question: '?',
        change: {
          training: { optimizer: { name: 'sgd', learningRate: 10 } },
          model: { options: { batchNorm: false } },
        },
      },
      { id: 'baseline', by: 's1-1', question: '?' },
    ];
    await expect(made.train({ profile: 'short' })).rejects.toThrow(
      /too-fast on rock_paper_scissors: the loss became (NaN|Infinity) in epoch 1; is the learning rate of 10 too high\?/,
    );
    expect(made.events).toContainEqual(
      expect.objectContaining({ type: 'run-failed', experiment: 'too-fast' }),
    );
    expect(readdirSync(join(made.runFolder('too-fast'), '..'))).toEqual(['rock_paper_scissors']);
    expect(readdirSync(made.runFolder('too-fast'))).toEqual(['diverged.json']);
    const [tooFast] = readTeamRuns(made.workspace, made.homework);
    expect(tooFast!.reason).toMatch(
      /^Its training diverged: the loss became (NaN|Infinity) in epoch 1 at a learning rate of 10, which/,
    );
    expect(existsSync(join(made.runFolder(), 'run.json'))).toBe(true);
  });

  test('because its folder cannot be written says which file', async () => {
    made.homework.experiments = [{ id: 'baseline', by: 's1-1', question: '?' }];
    made.write(join(made.runFolder(), '..'), 'a file where a folder should be');
    const training = made.train();
    await expect(training).rejects.toThrow(/^Could not write .*runs\/baseline/);
    await expect(training).rejects.toMatchObject({ code: 'write-failed', exitCode: 1 });
  });

  test('because another process is at it says which', async () => {
    made.homework.experiments = [{ id: 'baseline', by: 's1-1', question: '?' }];
    const holder = { pid: 1, host: `not-${hostname()}`, started: null };
    made.write(join(made.runFolder(), '..', '.rock_paper_scissors.lock'), toJson(holder));
    await expect(made.train()).rejects.toThrow(
      `team-1, baseline on rock_paper_scissors is being trained already by process 1 on not-${hostname()}`,
    );
  });
});
