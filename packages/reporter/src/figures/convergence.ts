import type { Language, Run } from '@teamnet/records';
import type { Picture } from '../page/document.js';
import { percent } from '../page/numbers.js';
import { datasetScales } from './dataset-encoding.js';
import { drawSvg } from './draw-svg.js';
import { epochEncoding } from './epoch-encoding.js';

const en = {
  title: (experiment: string) => `${experiment}: validation accuracy`,
  epoch: 'Epoch',
  alt: (experiment: string, list: string) => `Validation accuracy of ${experiment} by epoch: ${list}.`,
  part: (dataset: string, first: string, last: string) => `${dataset} from ${first} to ${last}`,
};
const ko: typeof en = {
  title: (experiment) => `${experiment}: 검증 정확도`,
  epoch: '에폭',
  alt: (experiment, list) => `${experiment}의 에폭별 검증 정확도: ${list}.`,
  part: (dataset, first, last) => `${dataset} ${first}에서 ${last}로`,
};
const WORDS = { en, ko };

/** Validation accuracy by epoch of one experiment, a line a data set. */
export async function convergence(
  experiment: string,
  runs: readonly Run[],
  language: Language,
): Promise<Picture[]> {
  const words = WORDS[language];
  const values = runs.flatMap(({ dataset, history }) =>
    history.map(({ epoch, validationAccuracy }) => ({ dataset: dataset.name, epoch, validationAccuracy })),
  );
  const parts = runs.map(({ dataset, history }) =>
    words.part(
      dataset.name,
      percent(history[0]!.validationAccuracy),
      percent(history.at(-1)!.validationAccuracy),
    ),
  );
  const alt = words.alt(experiment, parts.join(', '));
  const name = `${experiment}-convergence`;
  const epochs = Math.max(...runs.map(({ history }) => history.length));
  const scales = datasetScales(runs.map(({ dataset }) => dataset.name));
  const content = await drawSvg(name, words.title(experiment), alt, {
    width: 310,
    height: 190,
    title: words.title(experiment),
    data: { values },
    mark: { type: 'line', strokeWidth: 2, point: { size: 26, filled: true } },
    encoding: {
      x: epochEncoding(epochs, words.epoch),
      y: {
        field: 'validationAccuracy',
        type: 'quantitative',
        title: null,
        scale: { domain: [0, 1] },
        axis: { tickCount: 5, format: '.0%' },
      },
      color: {
        field: 'dataset',
        type: 'nominal',
        scale: scales.color,
        legend: { ...scales.legend, symbolType: 'stroke' },
      },
      strokeDash: {
        field: 'dataset',
        type: 'nominal',
        scale: scales.strokeDash,
        legend: { ...scales.legend, symbolType: 'stroke' },
      },
    },
  });
  return [{ file: `${name}.svg`, content, type: 'image/svg+xml', trusted: true, alt }];
}
