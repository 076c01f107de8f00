import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '@teamnet/records';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeHonest, writeFiles } from '../testing/make-honest.js';
import { FixtureClass, FOUR } from '../testing/make-workspace.js';
import type { RerunResult } from './verification.js';
import { verifyClass } from './verify-class.js';

const made = new FixtureClass('team-1', FOUR);
const app = made.workspace.appFolder('team-1');
const untouched = join(made.workspace.root, 'untouched');
beforeAll(() => {
  makeHonest(made);
  cpSync(app, untouched, { recursive: true });
});
afterAll(() => made.remove());

const folderOf = (experiment: string, dataset = 'tf_flowers') =>
  made.workspace.runFolder('team-1', experiment, dataset);
const baseline = folderOf('baseline');
const read = (folder: string): Run => JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8'));

/** A change of run.json alone. */
const said = (change: (run: Run) => void) => () => {
  const run = read(baseline);
  change(run);
  writeFileSync(join(baseline, 'run.json'), JSON.stringify(run));
};
/** A forger who writes all files anew from the changed run, with their sha256. */
const forged =
  (change: (run: Run) => void, files: Record<string, string | Buffer> = {}) =>
  () => {
    const run = read(baseline);
    change(run);
    writeFiles(run, baseline, files);
  };
const file = (path: string, content: string | Buffer) => () => writeFileSync(join(baseline, path), content);
const report = (from: string | RegExp, to: string) => () => made.replace(made.reportFile('s1-1'), from, to);
/** A run folder copied to another place, with the names there. */
const copied = (change: (run: Run, own: Run) => void) => () => {
  const target = folderOf('no-residual');
  const own = read(target);
  cpSync(baseline, target, { recursive: true });
  const run = read(target);
  Object.assign(run, { experiment: own.experiment, student: own.student });
  change(run, own);
  writeFileSync(join(target, 'run.json'), JSON.stringify(run));
};

function sharingNote(student: string): string {
  return JSON.stringify({
    ...{ format: 'teamnet-sharing-1', student, collected: true },
    leftOut: ['model/weights.bin'],
  });
}

type Row = [what: string, check: string, tamper: () => void];
const ROWS: Row[] = [
  [
    'an edited accuracy',
    'test',
    said((run) => {
      run.test.accuracy = 0.99;
    }),
  ],
  [
    'an accuracy and a diagonal that agree',
    'predictions',
    said((run) => {
      run.test.confusion[0]![0]! += 1;
      run.test.confusion[0]![1]! -= 1;
      run.test.accuracy += 1 / run.test.numExamples;
    }),
  ],
  [
    'a confusion matrix with an image more',
    'test',
    said((run) => {
      run.test.confusion[1]![1]! += 1;
    }),
  ],
  [
    'a confusion matrix with an image less',
    'test',
    said((run) => {
      run.test.confusion[0]![1]! -= 1;
    }),
  ],
  [
    'a confusion matrix of fewer classes',
    'test',
    said((run) => {
      run.test.confusion.pop();
    }),
  ],
  [
    'mistakes moved to another cell',
    'predictions',
    said((run) => {
      run.test.confusion[0]![1]! -= 1;
      run.test.confusion[0]![2]! += 1;
    }),
  ],
  [
    'fewer test images',
    'test',
    said((run) => {
      run.test.numExamples = 100;
    }),
  ],
  [
    'a lowered test loss',
    'predictions',
    said((run) => {
      run.test.loss = 0.01;
    }),
  ],
  [
    'a negative test loss',
    'test',
    said((run) => {
      run.test.loss = -1;
    }),
  ],
  [
    'a raised precision',
    'test',
    said((run) => {
      run.test.perClass[1]!.precision = 1;
    }),
  ],
  [
    'a raised recall',
    'test',
    said((run) => {
      run.test.perClass[0]!.recall = 1;
    }),
  ],
  [
    'a precision left out',
    'test',
    said((run) => {
      run.test.perClass[0]!.precision = null;
    }),
  ],
  [
    'another support',
    'test',
    said((run) => {
      run.test.perClass[0]!.support = 5;
    }),
  ],
  [
    'classes in another order',
    'test',
    said((run) => {
      run.test.perClass.reverse();
    }),
  ],
  [
    'a mistake that is none',
    'test',
    said((run) => {
      run.test.misclassified[0]!.predicted = run.test.misclassified[0]!.label;
    }),
  ],
  [
    'a mistake of another image',
    'predictions',
    said((run) => {
      run.test.misclassified[0]!.key = 'x';
    }),
  ],
  [
    'a mistake less sure',
    'predictions',
    said((run) => {
      run.test.misclassified[1]!.probability = 0.1;
    }),
  ],
  [
    'mistakes in another order',
    'test',
    said((run) => {
      run.test.misclassified[0]!.probability = 0.1;
    }),
  ],
  [
    'a mistake twice',
    'test',
    said((run) => {
      run.test.misclassified[1]!.key = run.test.misclassified[0]!.key;
    }),
  ],
  [
    "a mistake's picture that is not listed",
    'test',
    said((run) => {
      run.test.misclassified[0]!.picture = 'mine.jpg';
    }),
  ],
  [
    'swapped weights',
    'files',
    () => cpSync(join(folderOf('no-residual'), 'model'), join(baseline, 'model'), { recursive: true }),
  ],
  [
    'swapped weights with their sha256',
    'copied-weights',
    () =>
      forged(() => {}, {
        'model/weights.bin': readFileSync(join(untouched, 'runs/no-residual/tf_flowers/model/weights.bin')),
      })(),
  ],
  [
    'a forged hash',
    'files',
    said((run) => {
      run.files[0]!.sha256 = '0'.repeat(64);
    }),
  ],
  [
    'a forged size',
    'files',
    said((run) => {
      run.files[0]!.bytes = 1;
    }),
  ],
  ['a file taken away', 'files', () => rmSync(join(baseline, 'misclassified/01.jpg'))],
  ['a file that is not listed', 'files', file('model/better.bin', 'x')],
  ["a team-mate's note about another's run", 'files', file('sharing.json', sharingNote('s1-2'))],
  [
    'a history taken away, with a note that leaves out the weights only',
    'files',
    () => {
      file('sharing.json', sharingNote('s1-1'))();
      rmSync(join(baseline, 'history.jsonl'));
    },
  ],
  [
    'weights taken off the list',
    'files',
    said((run) => {
      run.files = run.files.filter(({ path }) => path !== 'model/weights.bin');
    }),
  ],
  [
    'a file listed twice',
    'files',
    said((run) => {
      run.files.push(run.files[0]!);
    }),
  ],
  [
    'a file outside of the run',
    'schema',
    said((run) => {
      run.files.push({ path: '../../../homework.json', bytes: 1, sha256: '0'.repeat(64) });
    }),
  ],
  [
    'weights cut off, with their sha256',
    'network',
    forged(() => {}, { 'model/weights.bin': Buffer.alloc(8, 1) }),
  ],
  [
    'weights of zeros, with their sha256',
    'network',
    forged(() => {}, { 'model/weights.bin': Buffer.alloc(4 * 269) }),
  ],
  [
    'weights that are no numbers',
    'network',
    forged(() => {}, { 'model/weights.bin': Buffer.alloc(4 * 269, 0xff) }),
  ],
  ['a network that cannot be loaded', 'network', forged(() => {}, { 'model/model.json': '{}' })],
  ['a network that is not JSON', 'network', forged(() => {}, { 'model/model.json': 'x' })],
  [
    'more parameters',
    'network',
    said((run) => {
      run.model.parameters.total = 723909;
    }),
  ],
  [
    'other parameters of a layer',
    'network',
    said((run) => {
      run.model.layers[1]!.parameters = 1;
    }),
  ],
  [
    'a layer renamed',
    'network',
    said((run) => {
      run.model.layers[1]!.name = 'other';
    }),
  ],
  [
    'another image size of the network',
    'network',
    said((run) => {
      run.model.layers[0]!.outputShape = [null, 32, 32, 3];
    }),
  ],
  [
    'another number of classes',
    'network',
    said((run) => {
      run.model.layers[2]!.outputShape = [null, 2];
    }),
  ],
  [
    "the other network's fingerprint",
    'run-id',
    said((run) => {
      run.model.fingerprint = 'a'.repeat(64);
    }),
  ],
  [
    'another fingerprint with its id left',
    'same-data',
    said((run) => {
      run.model.fingerprint = 'b'.repeat(64);
    }),
  ],
  [
    'another id',
    'run-id',
    said((run) => {
      run.id = '0123456789abcdef';
    }),
  ],
  [
    'another seed',
    'run-id',
    said((run) => {
      run.settings.training.seed = 9;
    }),
  ],
  [
    'another learning rate',
    'settings',
    said((run) => {
      run.settings.training.optimizer.learningRate = 0.1;
    }),
  ],
  [
    'another network name',
    'run-id',
    said((run) => {
      run.model.name = 'simple-cnn';
    }),
  ],
  [
    'an invented profile',
    'settings',
    said((run) => {
      run.profile = 'mine';
    }),
  ],
  [
    'history.jsonl of another run',
    'files',
    () => cpSync(join(folderOf('no-residual'), 'history.jsonl'), join(baseline, 'history.jsonl')),
  ],
  [
    'history.jsonl of another run with its sha256',
    'history',
    () =>
      forged(() => {}, {
        'history.jsonl': readFileSync(join(untouched, 'runs/no-residual/tf_flowers/history.jsonl')),
      })(),
  ],
  [
    'the history of another run in both places',
    'copied-run',
    forged((run) => {
      run.history = read(folderOf('no-residual')).history;
    }),
  ],
  [
    'an epoch left out',
    'epochs',
    forged((run) => {
      run.history.splice(1, 1);
    }),
  ],
  [
    'an epoch added',
    'epochs',
    forged((run) => {
      run.history.push({ ...run.history.at(-1)!, epoch: 5 });
    }),
  ],
  [
    'fewer epochs than it says',
    'epochs',
    forged((run) => {
      run.history.pop();
    }),
  ],
  [
    'early stopping that was not',
    'epochs',
    said((run) => {
      run.stopped = 'early-stopping';
    }),
  ],
  [
    'another best epoch',
    'epochs',
    said((run) => {
      run.bestEpoch = 4;
    }),
  ],
  [
    'a lower validation loss',
    'history',
    said((run) => {
      run.history[3]!.validationLoss = 0.7;
    }),
  ],
  [
    'a training accuracy that no number of images gives',
    'history',
    forged((run) => {
      run.history[3]!.accuracy = 0.9876;
    }),
  ],
  [
    'a validation accuracy that no number of images gives',
    'history',
    forged((run) => {
      run.history[3]!.validationAccuracy = 0.9876;
    }),
  ],
  [
    'a negative loss',
    'history',
    forged((run) => {
      run.history[3]!.loss = -0.1;
    }),
  ],
  [
    'another learning rate of an epoch',
    'history',
    forged((run) => {
      run.history[2]!.learningRate = 0.01;
    }),
  ],
  [
    'another turning epoch',
    'overfitting',
    said((run) => {
      run.overfitting.turningEpoch = 4;
    }),
  ],
  [
    'a smaller gap of the losses',
    'overfitting',
    said((run) => {
      run.overfitting.lossGap = 0;
    }),
  ],
  [
    'a smaller gap of the accuracies',
    'overfitting',
    said((run) => {
      run.overfitting.accuracyGap = 0;
    }),
  ],
  [
    'a milder verdict',
    'overfitting',
    said((run) => {
      run.overfitting.verdict = 'still-learning';
    }),
  ],
  [
    'a shorter training',
    'timing',
    said((run) => {
      run.timing.train = 1;
    }),
  ],
  [
    'a whole that is less than its parts',
    'timing',
    said((run) => {
      run.timing.total = 3;
    }),
  ],
  [
    'a faster training',
    'timing',
    said((run) => {
      run.timing.imagesPerSecond = 9000;
    }),
  ],
  [
    'an epoch faster than its images',
    'timing',
    forged((run) => {
      run.history[0]!.seconds = 0.001;
    }),
  ],
  [
    'more training images',
    'splits',
    said((run) => {
      run.dataset.splits.train.numExamples = 9999;
    }),
  ],
  [
    'other counts of the labels',
    'same-data',
    said((run) => {
      const { labels } = run.dataset.splits.train;
      labels.daisy! += 1;
      labels.roses! -= 1;
    }),
  ],
  [
    'a label that there is not',
    'splits',
    said((run) => {
      run.dataset.splits.train.labels.cat = 0;
    }),
  ],
  [
    'tested on its training images',
    'splits',
    said((run) => {
      run.dataset.splits.test.expression = run.dataset.splits.train.expression;
    }),
  ],
  [
    'predictions with a mistake made good',
    'predictions',
    () => {
      const lines = readFileSync(join(baseline, 'predictions.jsonl'), 'utf8');
      forged(() => {}, {
        'predictions.jsonl': lines.replace('"predicted":"daisy"', '"predicted":"dandelion"'),
      })();
    },
  ],
  [
    'predictions with a line less',
    'predictions',
    () => {
      const lines = readFileSync(join(baseline, 'predictions.jsonl'), 'utf8');
      forged(() => {}, { 'predictions.jsonl': lines.slice(lines.indexOf('\n') + 1) })();
    },
  ],
  [
    'predictions with an image twice',
    'predictions',
    () => {
      const lines = readFileSync(join(baseline, 'predictions.jsonl'), 'utf8').split('\n');
      forged(() => {}, { 'predictions.jsonl': [lines[1], ...lines.slice(1)].join('\n') })();
    },
  ],
  [
    'predictions surer than sure',
    'predictions',
    () => {
      const lines = readFileSync(join(baseline, 'predictions.jsonl'), 'utf8');
      forged(() => {}, { 'predictions.jsonl': lines.replace('0.7', '1.7') })();
    },
  ],
  ['a copied run', 'place', () => cpSync(baseline, folderOf('no-residual'), { recursive: true })],
  ['a copied run with a new name', 'copied-run', copied(() => {})],
  [
    'a copied run with new name, settings and id',
    'copied-run',
    copied((run, own) => {
      Object.assign(run, { settings: own.settings, id: own.id });
    }),
  ],
  [
    'a copied run with another clock',
    'copied-weights',
    copied((run, own) => {
      run.id = own.id;
      run.timing = own.timing;
      run.history.forEach((epoch) => {
        epoch.seconds += 1;
      });
    }),
  ],
  [
    'a copied history, slightly changed, with other weights',
    'near-copy',
    copied((run, own) => {
      run.id = own.id;
      run.timing = own.timing;
      run.files = own.files;
      run.history.forEach((epoch) => {
        epoch.seconds += 1;
        epoch.validationLoss += 1e-5;
      });
    }),
  ],
  [
    "another team's run",
    'place',
    said((run) => {
      run.team = 'team-2';
    }),
  ],
  [
    "another student's run",
    'place',
    said((run) => {
      run.student = 's1-2';
    }),
  ],
  [
    'a run of an experiment that nobody planned',
    'settings',
    () => cpSync(baseline, folderOf('better'), { recursive: true }),
  ],
  [
    'a run.json that lacks a part',
    'schema',
    said((run) => {
      Reflect.deleteProperty(run, 'test');
    }),
  ],
  ['a run.json that is no JSON', 'schema', file('run.json', '{ broken')],
  [
    "another accuracy in the report's run line",
    'report',
    report('"accuracy":0.8903225806451613', '"accuracy":0.99'),
  ],
  [
    "another accuracy in the report's table",
    'report',
    report('| tf_flowers | 89.0 % |', '| tf_flowers | 99.0 % |'),
  ],
  ['another number of parameters in the report', 'report', report('"parameters":269', '"parameters":100')],
  ['another run id in the report', 'report', report(/"id":"[0-9a-f]{16}"/, '"id":"0123456789abcdef"')],
];

test('an honest class has nothing that does not hold together', async () => {
  const { runs, reports, findings, unverified } = await verifyClass(made.workspace, ['team-1']);
  expect({ runs, reports, findings, unverified }).toEqual({
    runs: 10,
    reports: 4,
    findings: [],
    unverified: [],
  });
});

test.each(ROWS)('%s is found (%s)', async (_, check, tamper) => {
  try {
    tamper();
    const { findings } = await verifyClass(made.workspace, ['team-1']);
    expect(findings.map((finding) => finding.check)).toContain(check);
    for (const { place, message } of findings) {
      expect(place).toMatch(/^apps\/team-1\//);
      expect(message).not.toContain(made.workspace.root);
    }
  } finally {
    rmSync(app, { recursive: true });
    cpSync(untouched, app, { recursive: true });
  }
});

test('a run that was collected, without the weights that its author keeps, is no finding', async () => {
  try {
    file('sharing.json', sharingNote('s1-1'))();
    rmSync(join(baseline, 'model/weights.bin'));
    const { findings } = await verifyClass(made.workspace, ['team-1']);
    expect(findings).toEqual([]);
  } finally {
    rmSync(app, { recursive: true });
    cpSync(untouched, app, { recursive: true });
  }
});

test('at least fifty ways to tamper are tried', () => {
  expect(ROWS.length).toBeGreaterThanOrEqual(50);
});

test('weights that give another result are found by evaluating them again, and what cannot be is said apart', async () => {
  const honest = async (_: string, { test }: Run): Promise<RerunResult> => test;
  const fine = await verifyClass(made.workspace, ['team-1'], { rerun: honest });
  expect([fine.rerun, fine.findings]).toEqual([10, []]);
  const other = await verifyClass(made.workspace, ['team-1'], {
    rerun: async (folder, run) => {
      if (folder === baseline) return { ...run.test, accuracy: 0.5 };
      if (folder === folderOf('no-augment')) throw new Error('no such data');
      return run.test;
    },
  });
  expect(other.findings).toEqual([
    expect.objectContaining({ check: 'rerun', student: 's1-1', message: expect.stringContaining('0.5') }),
  ]);
  expect(other.unverified).toEqual([expect.stringContaining('no such data')]);
});
