import type { Run } from '@teamnet/records';
import { readTeamRuns } from '@teamnet/records';
import { afterAll, expect, test } from 'vitest';
import type { ReportContext, SharedRun } from '../report-context.js';
import { FixtureClass } from '../testing/fixture-class.js';
import { insideNetwork } from './inside-network.js';

const made = new FixtureClass();
afterAll(() => made.remove());

const shared = (edit: (run: Run) => void = () => {}): SharedRun => {
  const found = readTeamRuns(made.workspace, made.homework).find(
    ({ experiment, dataset }) => experiment.id === 'baseline' && dataset === 'tf_flowers',
  ) as SharedRun;
  const run = structuredClone(found.run);
  edit(run);
  return { ...found, run };
};
const inLanguage = (language: 'en' | 'ko') => ({ language }) as ReportContext;

test('heat maps come with label and probability, activations and filters folded away', () => {
  const blocks = insideNetwork(shared(), inLanguage('en'));
  expect(blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'photos', 'photos', 'details']);
  const [, right, wrong] = blocks as { pictures: { label: string; alt: string; file: string }[] }[];
  expect(right!.pictures[0]).toMatchObject({
    file: 'baseline-tf_flowers-inside-grad-cam-right-1.png',
    label: 'dandelion, 97.0\u00a0%',
    alt: 'Test image of dandelion and its heat map for dandelion',
  });
  expect(wrong!.pictures[0]!.label).toBe('dandelion → daisy, 97.0\u00a0%');
  expect(JSON.stringify(blocks)).toContain('6 × 6 places');
  expect(JSON.stringify(insideNetwork(shared(), inLanguage('ko')))).toContain('신경망이 보는 곳(Grad-CAM');
});

test('what is missing is said with its reason', () => {
  const without = (run: Run) => {
    run.inspection = { missing: [{ part: 'gradCam', reason: 'no-feature-map' }] };
  };
  const [, list] = insideNetwork(shared(without), inLanguage('en'));
  expect(JSON.stringify(list)).toContain('There are no Grad-CAM heat maps: no layer’s output has rows');
});

test('a picture that is not listed is not shown, and the report says so', () => {
  const unlisted = (run: Run) => {
    run.files = run.files.filter(({ path }) => path !== 'inside/filters.png');
  };
  const text = JSON.stringify(insideNetwork(shared(unlisted), inLanguage('en')));
  expect(text).toContain('There are no first-layer filters: the picture is missing or not whole.');
  expect(text).not.toContain('inside-filters.png');
});

test('a run of before says how to draw its pictures', () => {
  const before = (run: Run) => {
    delete run.inspection;
  };
  expect(JSON.stringify(insideNetwork(shared(before), inLanguage('en')))).toContain(
    'npx teamnet inspect apps/team-1/runs/baseline/tf_flowers',
  );
});
