import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { COURSE_DATASETS } from './course-datasets.js';
import { RecordInvalidError, RecordMissingError } from './errors.js';
import { asWritten } from './own-datasets.js';
import { readHomework, readTeam } from './read-record.js';
import { SCHEMAS } from './schemas/all-schemas.js';
import { findProblem } from './validate.js';
import { Workspace } from './workspace.js';

const checkout = Workspace.find(import.meta.dirname);
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-records-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(content: string): string {
  const file = join(folder, 'record.json');
  writeFileSync(file, content);
  return file;
}

/** Team 3's homework with a change, as text. */
function homework(change: (value: Record<string, unknown>) => void): string {
  const value = JSON.parse(readFileSync(checkout.homeworkFile('team-3'), 'utf8'));
  change(value);
  return JSON.stringify(value);
}

describe('Reading a team file', () => {
  it('accepts what is in this repository, for each team', () => {
    for (const team of checkout.teamNames()) {
      expect(readTeam(checkout.teamFile(team)).team).toBe(team);
      expect(readHomework(checkout.homeworkFile(team)).team).toBe(team);
    }
  });

  it('accepts a byte order mark', () => {
    const file = write('\uFEFF{"team":"team-9","members":[{"id":"s9-1","name":"하은"}]}');
    expect(readTeam(file).members[0]!.name).toBe('하은');
  });

  it('accepts a mark of privacy, either way', () => {
    const mark = (value: string) =>
      write(`{"team":"team-9","members":[{"id":"a","name":"A","private":${value}},{"id":"b","name":"B"}]}`);
    expect(readTeam(mark('true')).members.map((member) => member.private)).toEqual([true, undefined]);
    expect(readTeam(mark('false')).members[0]!.private).toBe(false);
    expect(() => readTeam(mark('"yes"'))).toThrow('"members[0].private" must be boolean');
  });

  it('names the file that is missing and what to do', () => {
    const file = join(folder, 'team-9.json');
    expect(() => readTeam(file)).toThrow(RecordMissingError);
    expect(() => readTeam(file)).toThrow(`There is no team file ${file}.`);
  });

  it('names the place of what is wrong', () => {
    const wrong = {
      'not JSON': '{ "team": ',
      '"team" must match pattern': '{"team":"Team 9","members":[{"id":"a","name":"A"}]}',
      'the file lacks "members".': '{"team":"team-9"}',
      '"members[0]" has an unknown entry "nmae".':
        '{"team":"team-9","members":[{"id":"a","name":"A","nmae":"B"}]}',
      'two members have the id "a".':
        '{"team":"team-9","members":[{"id":"a","name":"A"},{"id":"a","name":"B"}]}',
    };
    for (const [problem, content] of Object.entries(wrong)) {
      expect(() => readTeam(write(content))).toThrow(RecordInvalidError);
      expect(() => readTeam(write(content))).toThrow(problem);
    }
  });
});

describe('Reading a homework', () => {
  const LEAVES = { name: 'leaves', folder: './leaves', license: 'CC BY 4.0, Team 3' };
  const withDatasets = (...datasets: unknown[]) =>
    write(homework((value) => Object.assign(value, { datasets })));

  it("takes a team's own data set: by name among all, with its splits among theirs, and as written again", () => {
    const splits = { train: 'train', validation: 'test[:50%]', test: 'test[50%:]' };
    const flowers = { ...splits, train: 'train[:9]' };
    const own = { ...LEAVES, splits };
    const file = write(
      homework((value) =>
        Object.assign(value, { datasets: ['tf_flowers', own], splits: { tf_flowers: flowers } }),
      ),
    );
    const read = readHomework(file);
    expect(read.datasets).toEqual(['tf_flowers', 'leaves']);
    expect(read.ownDatasets).toEqual([own]);
    expect(read.splits).toEqual({ tf_flowers: flowers, leaves: splits });
    expect(asWritten(read)).toMatchObject({
      datasets: ['tf_flowers', own],
      splits: { tf_flowers: flowers },
    });
    expect(asWritten(read)).not.toHaveProperty('ownDatasets');
    expect(findProblem('homework', asWritten(read))).toBeNull();
    expect(readHomework(checkout.homeworkFile('team-1'))).not.toHaveProperty('ownDatasets');
  });

  it.each<[string, unknown[], string, string]>([
    [
      'a name alone',
      ['leaves'],
      '"datasets[0]" must be one of "rock_paper_scissors", "tf_flowers".',
      '{ "name": "leaves", "folder": "./leaves" }',
    ],
    ['no place', [{ name: 'leaves' }], '"datasets[0]" lacks "folder".', '"folder": "./leaves"'],
    [
      'a name that is no folder everywhere',
      [{ ...LEAVES, name: 'My leaves' }],
      '"datasets[0].name" must match pattern',
      'a name of a-z, 0-9 and _',
    ],
    ['a name with a way out', [{ ...LEAVES, name: '../x' }], '"datasets[0].name" must match pattern', 'a-z'],
    [
      'a name that every object has',
      [{ ...LEAVES, name: 'constructor' }],
      '"datasets[0].name" must match pattern',
      'a-z',
    ],
    [
      "one of the course's names",
      ['tf_flowers', { ...LEAVES, name: 'tf_flowers' }],
      '"datasets[1].name" is "tf_flowers", a data set of the course.',
      'another name',
    ],
    [
      'a name twice',
      [LEAVES, { ...LEAVES, folder: 'more' }],
      `"datasets[1].name" is "leaves", as another one's is.`,
      'a name of its own',
    ],
    [
      'an absolute folder',
      [{ ...LEAVES, folder: '/home/kim/leaves' }],
      '"datasets[0].folder" is "/home/kim/leaves", which is not in the folder of homework.json',
      '"./leaves"',
    ],
    ['a folder of the home', [{ ...LEAVES, folder: '~/leaves' }], 'which is not in the folder', '"./leaves"'],
    ['a folder of a drive', [{ ...LEAVES, folder: 'C:/leaves' }], 'which is not in the folder', '"./leaves"'],
    [
      'a folder outside',
      [{ ...LEAVES, folder: 'a/../../leaves' }],
      'which is not in the folder',
      '"./leaves"',
    ],
    ['a folder as Windows writes it', [{ ...LEAVES, folder: '.\\leaves' }], 'a backslash', '"./leaves"'],
    ['the app itself', [{ ...LEAVES, folder: './' }], 'the whole app', '"./leaves"'],
    [
      'what Teamnet writes',
      [{ ...LEAVES, folder: './runs/baseline' }],
      'runs/ is no place for data',
      '"./leaves"',
    ],
    ['a hidden folder', [{ ...LEAVES, folder: './.leaves' }], 'which is hidden', '"./leaves"'],
    [
      'both',
      [{ ...LEAVES, archive: './leaves.zip' }],
      '"datasets[0]" has a folder and an archive.',
      'Leave one',
    ],
    [
      'an archive of another kind',
      [{ name: 'leaves', archive: './leaves.rar' }],
      '"datasets[0].archive" is "./leaves.rar", which is no .zip, .tgz or .tar.gz',
      '"./leaves.zip"',
    ],
    [
      'a zip elsewhere',
      [{ name: 'leaves', archive: '../leaves.zip' }],
      'which is not in the folder',
      '"./leaves.zip"',
    ],
    [
      'a file of team-mates',
      [{ name: 'leaves', archive: './team-3-s3-1.teamnet.zip' }],
      'as a file of "teamnet share" is called',
      '"./leaves.zip"',
    ],
  ])('refuses %s for an own data set', (_, datasets, problem, remedy) => {
    const file = withDatasets(...datasets);
    expect(() => readHomework(file)).toThrow(RecordInvalidError);
    expect(() => readHomework(file)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(problem),
        remedy: expect.stringContaining(remedy),
      }),
    );
  });

  it('says where the splits of an own data set go, and which data sets weights can come from', () => {
    const splits = write(
      homework((value) => Object.assign(value, { datasets: [LEAVES], splits: { leaves: {} } })),
    );
    expect(() => readHomework(splits)).toThrow('"splits" has an unknown entry "leaves".');
    const from = (dataset: string) =>
      write(
        homework((value) => {
          value.datasets = ['tf_flowers', LEAVES];
          Object.assign(value.training as object, {
            transfer: { from: { run: 'baseline', dataset }, method: 'initialization' },
          });
        }),
      );
    expect(() => readHomework(from('leaves'))).not.toThrow();
    expect(() => readHomework(from('leavs'))).toThrow(
      '"training.transfer.from.dataset" is "leavs", which is none of its data sets (tf_flowers, leaves).',
    );
  });

  it("knows the course's data sets once: schema and code name the same", () => {
    const schema = SCHEMAS.homework.properties;
    expect(schema.datasets.items.then.enum).toEqual([...COURSE_DATASETS]);
    expect(Object.keys(schema.splits.properties)).toEqual([...COURSE_DATASETS]);
  });

  it('names the entry and the allowed values', () => {
    const file = write(homework((value) => Object.assign(value.training as object, { augment: ['flipp'] })));
    expect(() => readHomework(file)).toThrow(
      '"training.augment[0]" must be one of "flip", "rotate", "zoom", "translate", "contrast", "brightness", "erase", "mixup", "cutmix".',
    );
  });

  it('takes a strength with an augmentation, and says which there is', () => {
    const augment = (entries: unknown[]) =>
      write(homework((value) => Object.assign(value.training as object, { augment: entries })));
    const strong = ['flip', { name: 'rotate', factor: 0.2 }, { name: 'erase', scale: [0.1, 0.2] }];
    expect(readHomework(augment(strong)).training.augment).toEqual(strong);
    const wrong: [unknown[], string][] = [
      [[{ name: 'rotat' }], '"training.augment[0].name" must be one of "flip", "rotate"'],
      [[{ name: 'rotate', angle: 3 }], '"training.augment[0]" has an unknown entry "angle".'],
      [[{ name: 'zoom', factor: 1 }], '"training.augment[0].factor" must be < 1.'],
      [[{ name: 'mixup', factor: 1 }], '"training.augment[0]" has an unknown entry "factor".'],
      [['rotate', { name: 'rotate', factor: 0.3 }], '"training.augment" names rotate twice.'],
      [
        [{ name: 'erase', scale: [0.3, 0.1] }],
        '"training.augment[0].scale" must have the lesser number first.',
      ],
    ];
    for (const [entries, problem] of wrong) expect(() => readHomework(augment(entries))).toThrow(problem);
  });

  it('does not let an experiment touch data or head', () => {
    const file = write(
      homework((value) => {
        value.experiments = [{ id: 'a', by: 's3-1', question: '?', change: { datasets: ['tf_flowers'] } }];
      }),
    );
    expect(() => readHomework(file)).toThrow('"experiments[0].change" has an unknown entry "datasets".');
  });

  it('refuses two experiments of one id', () => {
    const same = { id: 'baseline', by: 's3-1', question: '?' };
    expect(() => readHomework(write(homework((value) => (value.experiments = [same, same]))))).toThrow(
      'two experiments have the id "baseline".',
    );
  });

  it('takes every learning-rate schedule, clipping, smoothing and class weights', () => {
    const settings = [
      { learningRateSchedule: { name: 'cosine-decay', warmupEpochs: 2, alpha: 0.01 } },
      {
        learningRateSchedule: { name: 'exponential-decay', decayEpochs: 2, decayRate: 0.5, staircase: true },
      },
      {
        learningRateSchedule: { name: 'piecewise-constant-decay', boundaryEpochs: [5, 8], values: [1e-4, 0] },
      },
      { learningRateSchedule: { name: 'reduce-on-plateau', factor: 0.5, patience: 2, warmupSteps: 10 } },
      { learningRateSchedule: { name: 'constant', warmupSteps: 100, warmupFrom: 1e-5 } },
      { learningRateSchedule: null, gradientClipping: null, labelSmoothing: 0, classWeights: null },
      { gradientClipping: { globalNorm: 1 }, labelSmoothing: 0.1, classWeights: 'balanced' },
      { gradientClipping: { value: 0.5 }, classWeights: { rock: 2, daisy: 0.5 } },
      { optimizer: { name: 'sgd', momentum: 0.9, nesterov: true } },
    ];
    for (const training of settings)
      expect(() =>
        readHomework(
          write(
            homework((value) => {
              value.experiments = [{ id: 'a', by: 's3-1', question: '?', change: { training } }];
            }),
          ),
        ),
      ).not.toThrow();
  });

  it.each([
    [{ learningRateSchedule: { name: 'cosine' } }, '.learningRateSchedule.name" must be one of "constant", '],
    [{ learningRateSchedule: { name: 'cosine-decay', alfa: 0 } }, 'has an unknown entry "alfa"'],
    [{ learningRateSchedule: { name: 'exponential-decay', decayEpochs: 1 } }, 'lacks "decayRate"'],
    [
      { learningRateSchedule: { name: 'exponential-decay', decayRate: 0.5 } },
      'lacks "decayEpochs" or "decaySteps"',
    ],
    [{ learningRateSchedule: { name: 'cosine-decay', decayEpochs: 1, decaySteps: 9 } }, 'say the same'],
    [{ learningRateSchedule: { name: 'constant' } }, 'constant needs "warmupEpochs" or "warmupSteps"'],
    [{ learningRateSchedule: { name: 'cosine-decay', warmupFrom: 1 } }, 'warmupFrom" needs "warmupEpochs"'],
    [
      { learningRateSchedule: { name: 'piecewise-constant-decay', boundaryEpochs: [5, 5], values: [1, 1] } },
      '"training.learningRateSchedule.boundaryEpochs" must rise',
    ],
    [
      { learningRateSchedule: { name: 'piecewise-constant-decay', boundarySteps: [5], values: [1, 1] } },
      'must have as many entries as boundarySteps, 1, not 2',
    ],
    [{ gradientClipping: { norm: 1, value: 1 } }, 'gradientClipping" takes only one entry'],
    [{ gradientClipping: {} }, 'gradientClipping" is empty'],
    [{ gradientClipping: { norm: 0 } }, 'gradientClipping.norm" must be > 0'],
    [{ labelSmoothing: 1 }, 'labelSmoothing" must be < 1'],
    [{ classWeights: 'balance' }, 'classWeights" must be "balanced"'],
    [{ classWeights: { rock: -1 } }, 'classWeights.rock" must be >= 0'],
    [{ earlyStopping: { patiense: 1 } }, 'earlyStopping" has an unknown entry "patiense"'],
    [{ optimizer: { momentum: 0.9 } }, '"training.optimizer.momentum" is no option of adam; it takes none'],
    [{ optimizer: { name: 'sgd', nesterov: true } }, 'nesterov" needs an "optimizer.momentum" above 0'],
  ])('refuses %j in one sentence', (training, message) => {
    const file = write(
      homework((value) => {
        value.experiments = [{ id: 'odd-one', by: 's3-1', question: '?', change: { training } }];
      }),
    );
    expect(() => readHomework(file)).toThrow(RecordInvalidError);
    expect(() => readHomework(file)).toThrow(message);
  });

  it('names the experiment and the profile whose settings do not go together', () => {
    const change = { training: { optimizer: { momentum: 0.9 } } };
    const file = write(
      homework((value) => {
        Object.assign(value.training as object, { optimizer: { name: 'sgd', learningRate: 0.1 } });
        value.experiments = [{ id: 'a', by: 's3-1', question: '?', change }];
        value.profiles = { odd: { training: { optimizer: { name: 'adam' } } } };
      }),
    );
    expect(() => readHomework(file)).toThrow(
      'experiment "a" in profile "odd": "training.optimizer.momentum" is no option of adam',
    );
  });

  it('holds the experiments that ablate and sweep make, and takes a written one for the same', () => {
    const made = readHomework(
      write(
        homework((value) => {
          Object.assign(value, { ablate: ['residual', 'dropout'], sweep: { dropout: [0.2] }, seeds: 2 });
        }),
      ),
    );
    expect(made.experiments.map(({ id }) => id)).toEqual([
      'baseline',
      'no-residual',
      'no-batch-norm',
      'no-augment',
      'no-separable',
      'no-dropout',
      'dropout-0-2',
    ]);
    expect(made.experiments[1]).toMatchObject({ by: 's3-2', derived: { part: 'residual' } });
  });

  it.each([
    [{ ablate: ['residul'] }, '"ablate[0]" must be one of "residual", "batch-norm"'],
    [{ ablate: [{ part: 'residul' }] }, '"ablate[0].part" must be one of "residual", '],
    [{ ablate: [{ part: 'gap', who: 's3-1' }] }, '"ablate[0]" has an unknown entry "who"'],
    [{ seeds: 0 }, '"seeds" must be >= 1'],
    [{ sweep: { learningRate: [] } }, '"sweep.learningRate" must NOT have fewer than 1 items'],
    [{ sweep: { batchSize: [2.5] } }, 'experiment "batch-size-2-5": "training.batchSize" must be integer'],
    [{ sweep: { speed: [1] } }, '"sweep" has an unknown setting "speed"'],
    [
      { experiments: [{ id: 'a', by: 's3-1', question: '?', derived: { kind: 'repeat' } }] },
      '"experiments[0]" has an unknown entry "derived"',
    ],
  ])('refuses %j', (entries, message) => {
    const file = write(homework((value) => Object.assign(value, entries)));
    expect(() => readHomework(file)).toThrow(RecordInvalidError);
    expect(() => readHomework(file)).toThrow(message);
  });
});
