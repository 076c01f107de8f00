import type { Language } from '@teamnet/records';
import type { SharedRow } from '../compare/comparison.js';
import type { Picture } from '../page/document.js';
import { count, duration, percent } from '../page/numbers.js';
import { datasetScales } from './dataset-encoding.js';
import { drawSvg } from './draw-svg.js';

const en = {
  parameters: 'Parameters (logarithmic)',
  time: 'Training time in seconds (logarithmic)',
  accuracy: 'Test accuracy',
  alt: (cost: string, list: string) => `Test accuracy against ${cost}: ${list}.`,
};
const ko: typeof en = {
  parameters: '매개변수 (로그)',
  time: '학습 시간, 초 (로그)',
  accuracy: '테스트 정확도',
  alt: (cost, list) => `${cost}에 따른 테스트 정확도: ${list}.`,
};
const WORDS = { en, ko };

export type Cost = 'parameters' | 'time';

/** What an accuracy costs: one point a run, a colour and a shape a data set. */
export async function accuracyScatter(
  cost: Cost,
  rows: readonly SharedRow[],
  language: Language,
): Promise<Picture> {
  const words = WORDS[language];
  const values = rows.map(({ dataset, result }) => ({
    dataset,
    accuracy: result.accuracy,
    // A logarithm needs a number above 0; a training that took none was cut in a test.
    cost: Math.max(cost === 'parameters' ? result.parameters : result.trainSeconds, 0.1),
  }));
  const said = rows.map(({ team, experiment, dataset, result }) => {
    const price = cost === 'parameters' ? count(result.parameters) : duration(result.trainSeconds, language);
    return `${team} ${experiment} ${dataset} ${percent(result.accuracy)} (${price})`;
  });
  const alt = words.alt(words[cost], said.join(', '));
  const name = `teams-${cost}`;
  const scales = datasetScales([...new Set(values.map(({ dataset }) => dataset))]);
  const content = await drawSvg(name, words[cost], alt, {
    width: 310,
    height: 230,
    data: { values },
    mark: { type: 'point', size: 55, strokeWidth: 1.8 },
    encoding: {
      x: {
        field: 'cost',
        type: 'quantitative',
        title: words[cost],
        scale: { type: 'log', nice: false, padding: 14 },
        axis: { format: '~s', tickCount: 4, grid: false, labelOverlap: true },
      },
      y: {
        field: 'accuracy',
        type: 'quantitative',
        title: words.accuracy,
        scale: { zero: false, nice: true },
        axis: { format: '.0%', tickCount: 5 },
      },
      color: {
        field: 'dataset',
        type: 'nominal',
        scale: scales.color,
        legend: scales.legend,
      },
      shape: {
        field: 'dataset',
        type: 'nominal',
        scale: scales.shape,
        legend: scales.legend,
      },
    },
  });
  return { file: `${name}.svg`, content, type: 'image/svg+xml', trusted: true, alt };
}
