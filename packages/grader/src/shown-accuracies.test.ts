import { expect, test } from 'vitest';
import { parseReport } from './parse-report.js';
import { shownAccuracies } from './shown-accuracies.js';

const IDS = ['no-residual', 'no-residual-slow', 'baseline'];
const read = (...lines: string[]) => readWith([], ...lines);
const readWith = (own: string[], ...lines: string[]) => {
  const report = parseReport(['<!-- section: my-experiments -->', '', '## Mine', '', ...lines].join('\n'));
  return shownAccuracies(report.sections.get('my-experiments')!, IDS, own).map(
    ({ experiment, dataset, percent, line }) => `${line} ${experiment} ${dataset} ${percent}`,
  );
};

test('a row a run: the data set is a cell, other percentages of the row are left alone', () => {
  expect(
    read(
      '| Experiment | Data set | Test accuracy | Validation accuracy | Loss | Recall |',
      '|---|---|---|---|---|---|',
      '| `no-residual-slow` | rock\\_paper\\_scissors | **81.2&nbsp;%** | 90.0 % | 0.5 | 70.0 % |',
      '|  | tf_flowers | 61% | 70.0 % | 0.9 | 1.0 % |',
      '| other | tf_flowers | 50.0 % | | | |',
    ),
  ).toEqual(['7 no-residual-slow rock_paper_scissors 81.2', '8 no-residual-slow tf_flowers 61']);
});

test('a column a data set, in English and Korean; differences are not accuracies', () => {
  expect(
    read(
      '| Experiment | Rock Paper Scissors | TF Flowers | Difference, tf_flowers |',
      '|---|---|---|---|',
      '| baseline (s1-1) | 81.2 % | 61.0 % (best) | 3.0 % |',
      '| no-residual | −3.1 % | 58.0 % (−3.0 %) | 3.0 % |',
      '',
      '| 실험 | 가위바위보 | 꽃 (tf_flowers) |',
      '|---|---|---|',
      '| baseline | 81.2 % | +1.0 %p |',
      '| no-residual | 2.0 %p | 공유하지 않음 |',
    ),
  ).toEqual([
    '7 baseline rock_paper_scissors 81.2',
    '7 baseline tf_flowers 61.0',
    '8 no-residual tf_flowers 58.0',
    '12 baseline rock_paper_scissors 81.2',
  ]);
});

test('a table below a heading that names the data set', () => {
  expect(
    read(
      '### tf_flowers',
      '',
      '| 실험 | 검증 정확도 | 정확도 |',
      '|---|---|---|',
      '| baseline | 70.0 % | 61.0 % |',
    ),
  ).toEqual(['9 baseline tf_flowers 61.0']);
});

test("a team's own data sets are never taken for one of the course's, nor for an experiment or a column of that name", () => {
  expect(
    readWith(
      ['baseline', 'tf_flowers_2', 'test', 'leaves'],
      '| Experiment | Data set | Test accuracy |',
      '|---|---|---|',
      '| `baseline` | tf\\_flowers | 61.0 % |',
      '|  | tf\\_flowers\\_2 | 62.0 % |',
      '|  | baseline | 63.0 % |',
      '|  | test | 64.0 % |',
      '|  | leaves fall | 65.0 % |',
      '',
      '### leaves',
      '',
      '| Experiment | Test accuracy |',
      '|---|---|',
      '| no-residual | 66.0 % |',
    ),
  ).toEqual([
    '7 baseline tf_flowers 61.0',
    '8 baseline tf_flowers_2 62.0',
    '10 baseline test 64.0',
    '17 no-residual leaves 66.0',
  ]);
});
