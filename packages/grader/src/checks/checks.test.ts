import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ItemState } from '@teamnet/records';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MODEL, sha256 } from '../testing/make-run.js';
import { FixtureClass, FOUR, TEMPLATE } from '../testing/make-workspace.js';

let made: FixtureClass;
beforeEach(() => {
  made = new FixtureClass('team-1', FOUR);
});
afterEach(() => made.remove());

const report = () => made.reportFile('s1-1');
const homework = () => made.workspace.homeworkFile('team-1');
const discussion = () => made.workspace.discussionFile('team-1', 's1-1');
const runFile = (dataset = 'tf_flowers', experiment = 'baseline') =>
  made.workspace.runFile('team-1', experiment, dataset);
const dropSection = (from: string, to: string) =>
  made.replace(report(), new RegExp(`<!-- section: ${from} -->[\\s\\S]*(?=<!-- section: ${to} -->)`), '');
const longText = (sentence: string) => sentence.repeat(20);

/** What goes wrong, the item, its state, its evidence (a part of it); student s1-1, whose experiment is the baseline. */
const cases: [string, string, ItemState, string, () => void][] = [
  [
    'no report',
    'report',
    'missing',
    'apps/team-1/reports/s1-1.md: there is no such file',
    () => rmSync(report()),
  ],
  ['a blank report', 'report', 'empty', 'the file is empty', () => writeFileSync(report(), ' \n')],
  ['no report', 'roster', 'missing', 'there is no such file', () => rmSync(report())],
  [
    'no network section',
    'section-network',
    'missing',
    '<!-- section: network -->',
    () => dropSection('network', 'my-experiments'),
  ],
  [
    'a heading with nothing below',
    'section-comparison',
    'empty',
    'nothing follows the heading',
    () => made.replace(report(), 'Both alike.', '<!-- nothing --> <br>'),
  ],
  [
    'a marker inside a code block',
    'section-network',
    'missing',
    'there is no',
    () => {
      dropSection('network', 'my-experiments');
      made.replace(
        report(),
        'Both alike.',
        '```\n<!-- section: network -->\n\nabc\n```\n> <!-- section: network -->\n> abc',
      );
    },
  ],
  [
    'a member left out of the roster',
    'roster',
    'missing',
    '박서준 (s1-4) not in the roster',
    () => made.replace(report(), '| s1-4 | 박서준 |', '| s1-40 | 박서준호 |'),
  ],
  ['no roster section', 'roster', 'missing', 'no roster section', () => dropSection('roster', 'task')],
  [
    'three experiments',
    'four-experiments',
    'missing',
    '3 (baseline',
    () => made.edit(homework(), (h) => h.experiments.splice(3)),
  ],
  [
    'a member without experiment',
    'each-member',
    'missing',
    'no experiment by s1-4',
    () => made.edit(homework(), (h) => h.experiments.splice(3, 1)),
  ],
  [
    'no experiment of their own',
    'own-experiment',
    'missing',
    'homework.json:',
    () => made.edit(homework(), (h) => h.experiments.shift()),
  ],
  [
    'a run on one data set only',
    'own-experiment',
    'not-shared',
    'There is no run.json',
    () => rmSync(runFile()),
  ],
  [
    'a run with other weights than it lists',
    'own-experiment',
    'not-shared',
    'sha256',
    () => writeFileSync(join(runFile(), '../model/weights.bin'), 'swapped'),
  ],
  [
    'a run copied from a team-mate',
    'own-experiment',
    'not-shared',
    'says experiment "no-residual"',
    () => writeFileSync(runFile(), readFileSync(runFile('tf_flowers', 'no-residual'))),
  ],
  [
    'one data set in the homework',
    'both-datasets',
    'missing',
    'without tf_flowers',
    () => made.edit(homework(), (h) => h.datasets.pop()),
  ],
  [
    'no run shared on a data set',
    'both-datasets',
    'not-shared',
    'tf_flowers 0 of 5 runs shared',
    () =>
      made.edit(homework(), (h) => {
        for (const { id } of h.experiments) rmSync(runFile('tf_flowers', id));
      }),
  ],
  [
    'another network on the second data set',
    'same-network',
    'missing',
    'differ',
    () => made.edit(runFile(), (run) => Object.assign(run.model, { fingerprint: 'f'.repeat(64) })),
  ],
  [
    'no runs at all',
    'same-network',
    'not-shared',
    'no experiment is shared',
    () => rmSync(join(made.workspace.appFolder('team-1'), 'runs'), { recursive: true }),
  ],
  [
    'no augmentation anywhere',
    'augmentation',
    'missing',
    'no experiment augments its images',
    () => made.edit(homework(), (h) => Object.assign(h.training, { augment: [] })),
  ],
  [
    'a cut history',
    'training-done',
    'missing',
    'all 4 epochs, but the history has 2',
    () => made.edit(runFile(), (run) => run.history.splice(2)),
  ],
  [
    'a history with a gap',
    'training-done',
    'missing',
    'line 2 is of epoch 3',
    () => made.edit(runFile(), (run) => run.history.splice(1, 1)),
  ],
  [
    'early stopping that cannot have happened',
    'training-done',
    'missing',
    'after 4 epochs with a patience of 5',
    () => made.edit(runFile(), (run) => Object.assign(run, { stopped: 'early-stopping' })),
  ],
  [
    'a best epoch out of range',
    'training-done',
    'missing',
    'best epoch is 9 of 4',
    () => made.edit(runFile(), (run) => Object.assign(run, { bestEpoch: 9 })),
  ],
  [
    'too many epochs',
    'training-done',
    'missing',
    'allow 3',
    () => made.edit(runFile(), (run) => Object.assign(run.settings.training, { epochs: 3 })),
  ],
  [
    'an evaluation on no images',
    'evaluation-done',
    'missing',
    'numExamples is 0',
    () => made.edit(runFile(), (run) => Object.assign(run.test, { numExamples: 0 })),
  ],
  [
    'a part of the test split',
    'evaluation-done',
    'missing',
    'the test split has 155',
    () => made.edit(runFile(), (run) => Object.assign(run.test, { numExamples: 10 })),
  ],
  [
    'an accuracy that its confusion matrix does not have',
    'evaluation-done',
    'missing',
    'test.accuracy is 0.99',
    () => made.edit(runFile(), (run) => Object.assign(run.test, { accuracy: 0.99 })),
  ],
  [
    'a confusion matrix of other images',
    'evaluation-done',
    'missing',
    'counts 156 images of 155',
    () => made.edit(runFile(), (run) => run.test.confusion[1][1]++),
  ],
  [
    'no discussion',
    'discussion',
    'missing',
    'apps/team-1/discussion/s1-1.md: there is no such file',
    () => rmSync(discussion()),
  ],
  [
    'the untouched template',
    'discussion',
    'empty',
    'still the untouched template',
    () => writeFileSync(discussion(), TEMPLATE),
  ],
  [
    'an empty discussion',
    'discussion',
    'empty',
    'the file is empty',
    () => writeFileSync(discussion(), '\uFEFF\n'),
  ],
  [
    'a quotation alone',
    'discussion',
    'empty',
    'nothing but',
    () => writeFileSync(discussion(), `# Title\n> ${longText('quoted ')}`),
  ],
  [
    'a short discussion',
    'discussion',
    'empty',
    ': 4 words',
    () => writeFileSync(discussion(), `${TEMPLATE}\nIt overfits a lot.`),
  ],
  ['no discussion', 'overfitting-discussed', 'missing', 'there is no such file', () => rmSync(discussion())],
  [
    'the untouched template, which asks about it',
    'overfitting-discussed',
    'empty',
    'untouched',
    () => writeFileSync(discussion(), TEMPLATE),
  ],
  [
    'a discussion of other things',
    'overfitting-discussed',
    'missing',
    'neither',
    () => writeFileSync(discussion(), longText('The flowers were pretty. ')),
  ],
  [
    'no verdict in the report',
    'overfitting-discussed',
    'missing',
    'no verdict',
    () => made.replace(report(), 'Verdict: overfitting, from epoch 2.', 'Done.'),
  ],
  [
    'no model among the files',
    'model-saved',
    'missing',
    'does not list model/model.json',
    () => made.edit(runFile(), (run) => run.files.splice(1, 1)),
  ],
  [
    'no weights among the files',
    'model-saved',
    'missing',
    'does not list model/weights.bin',
    () => made.edit(runFile(), (run) => run.files.pop()),
  ],
];

test.each(cases)('with %s the item %s is %s', (_, id, state, evidence, spoil) => {
  expect(made.item('s1-1', id).state).toBe('ok');
  spoil();
  const item = made.item('s1-1', id);
  expect(item).toMatchObject({
    state,
    evidence: expect.stringContaining(evidence),
    hint: expect.any(String),
  });
});

test("a team-mate's different networks cost this student nothing", () => {
  made.edit(runFile('tf_flowers', 'no-residual'), (run) =>
    Object.assign(run.model, { fingerprint: 'f'.repeat(64) }),
  );
  expect(made.item('s1-1', 'same-network').state).toBe('ok');
  expect(made.item('s1-2', 'same-network').state).toBe('missing');
});

test('an answer right below a question, without a blank line, counts as written', () => {
  writeFileSync(
    discussion(),
    TEMPLATE.replaceAll('\n\n## ', `\n${longText('The validation loss rises. ')}\n\n## `),
  );
  expect(made.item('s1-1', 'discussion').state).toBe('ok');
});

test.each([
  ['{"weightsManifest":[]}', 'it has no layers'],
  [JSON.stringify({ ...MODEL, weightsManifest: [] }), 'it names no weights'],
  [JSON.stringify({ ...MODEL, weightsManifest: [{ weights: [], paths: [] }] }), 'names no files of weights'],
  ['null', 'it has no layers'],
  ['not JSON', 'it is not JSON'],
])('a model.json that says %s is not a saved network', (content, why) => {
  rewrite('model/model.json', content);
  expect(made.item('s1-1', 'own-experiment').state).toBe('ok');
  expect(made.item('s1-1', 'model-saved')).toMatchObject({
    state: 'missing',
    evidence: expect.stringContaining(why),
  });
});

const changed = (change: (model: typeof MODEL) => void) => () => {
  const model = structuredClone(MODEL);
  change(model);
  rewrite('model/model.json', JSON.stringify(model));
};
const floats = (...values: number[]) => Buffer.from(new Float32Array(values).buffer);

test.each<[string, string, () => void]>([
  [
    'weights that are cut',
    'should take 24 bytes, and the file has 20',
    () => rewrite('model/weights.bin', floats(1, 2, 3, 4, 5)),
  ],
  [
    'a weight that is no number',
    'hold NaN (place 2)',
    () => rewrite('model/weights.bin', floats(1, 2, Number.NaN, 4, 5, 6)),
  ],
  [
    'an infinite bias',
    '"conv2d/bias" hold Infinity',
    () => rewrite('model/weights.bin', floats(1, 2, 3, 4, 5, Number.POSITIVE_INFINITY)),
  ],
  [
    'a layer without class',
    '"conv2d" has no class_name',
    changed((model) => Object.assign(model.modelTopology.config.layers[1]!, { class_name: '' })),
  ],
  [
    'an input that is no layer',
    'takes its input from "picture"',
    changed((model) =>
      Object.assign(model.modelTopology.config.layers[1]!, { inbound_nodes: [[['picture', 0, 0, {}]]] }),
    ),
  ],
  [
    'an output that is no layer',
    'its output "head"',
    changed((model) => Object.assign(model.modelTopology.config, { output_layers: [['head', 0, 0]] })),
  ],
  [
    'weights of a layer that is not there',
    '"dense/bias" belong to none',
    changed((model) => Object.assign(model.weightsManifest[0]!.weights[1]!, { name: 'dense/bias' })),
  ],
  [
    'a layer that comes twice',
    'have one name',
    changed((model) => model.modelTopology.config.layers.push(model.modelTopology.config.layers[1]!)),
  ],
])('with %s the saved network cannot be loaded', (_, why, spoil) => {
  expect(made.item('s1-1', 'model-loadable').evidence).toMatch(
    /model\/model\.json: 2 layers, 24 bytes of weights/,
  );
  spoil();
  expect(made.item('s1-1', 'model-saved').state).toBe('ok');
  expect(made.item('s1-1', 'model-loadable')).toMatchObject({
    state: 'missing',
    evidence: expect.stringContaining(why),
  });
});

/** A file of the baseline on the flowers, with its sha256 in run.json. */
function rewrite(path: string, content: string | Buffer): void {
  writeFileSync(join(runFile(), '..', path), content);
  made.edit(runFile(), (run) => {
    const file = run.files.find((listed: { path: string }) => listed.path === path);
    Object.assign(file, { bytes: Buffer.byteLength(content), sha256: sha256(content) });
  });
}
