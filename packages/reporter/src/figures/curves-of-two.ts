import type { Epoch, Language } from '@teamnet/records';
import type { Picture } from '../page/document.js';
import { percent, rounded } from '../page/numbers.js';
import { COLORS, drawSvg } from './draw-svg.js';
import { epochEncoding } from './epoch-encoding.js';
import { valueEncoding } from './value-encoding.js';

const en = {
  loss: 'Loss (cross-entropy)',
  accuracy: 'Accuracy',
  epoch: 'Epoch',
  training: 'training',
  validation: 'validation',
  alt: (measure: string, list: string) => `${measure} by epoch: ${list}.`,
  part: (name: string, training: string, validation: string, epochs: number) =>
    `${name} ends at ${training} in training and ${validation} in validation after ${epochs} epochs`,
};
const ko: typeof en = {
  loss: '손실 (교차 엔트로피)',
  accuracy: '정확도',
  epoch: '에폭',
  training: '훈련',
  validation: '검증',
  alt: (measure, list) => `에폭별 ${measure}: ${list}.`,
  part: (name, training, validation, epochs) =>
    `${name}은(는) ${epochs} 에폭 뒤 훈련 ${training}, 검증 ${validation}`,
};
const WORDS = { en, ko };

/** One of two trainings whose curves lie over each other. */
export interface Curves {
  name: string;
  history: readonly Epoch[];
}

/** Loss and accuracy of two trainings by epoch: a colour a training, dashes for the training values. */
export async function curvesOfTwo(both: readonly [Curves, Curves], language: Language): Promise<Picture[]> {
  return [await curve(both, 'loss', language), await curve(both, 'accuracy', language)];
}

async function curve(
  both: readonly [Curves, Curves],
  measure: 'loss' | 'accuracy',
  language: Language,
): Promise<Picture> {
  const words = WORDS[language];
  const validation = measure === 'loss' ? 'validationLoss' : 'validationAccuracy';
  const values = both.flatMap(({ name, history }) =>
    history.flatMap((epoch) => [
      { run: name, epoch: epoch.epoch, series: words.training, value: epoch[measure] },
      { run: name, epoch: epoch.epoch, series: words.validation, value: epoch[validation] },
    ]),
  );
  const shown = (value: number) => (measure === 'loss' ? rounded(value, 2) : percent(value));
  const parts = both.map(({ name, history }) => {
    const last = history.at(-1)!;
    return words.part(name, shown(last[measure]), shown(last[validation]), history.length);
  });
  const alt = words.alt(words[measure], parts.join(', '));
  const name = `runs-${measure}`;
  const epochs = Math.max(...both.map(({ history }) => history.length));
  const legend = { title: null, orient: 'bottom', direction: 'vertical', symbolType: 'stroke' } as const;
  const content = await drawSvg(name, words[measure], alt, {
    width: 310,
    height: 210,
    title: words[measure],
    data: { values },
    encoding: {
      x: epochEncoding(epochs, words.epoch),
      y: valueEncoding(measure),
      color: {
        field: 'run',
        type: 'nominal',
        scale: { domain: both.map((one) => one.name), range: [COLORS.training, COLORS.validation] },
        legend,
      },
    },
    layer: [
      {
        mark: { type: 'line', strokeWidth: 2 },
        encoding: {
          strokeDash: {
            field: 'series',
            type: 'nominal',
            scale: {
              domain: [words.validation, words.training],
              range: [
                [1, 0],
                [4, 3],
              ],
            },
            legend: { ...legend, encoding: { symbols: { stroke: { value: COLORS.ink } } } },
          },
        },
      },
      { mark: { type: 'point', size: 20, filled: true, opacity: 1 } },
    ],
  });
  return { file: `${name}.svg`, content, type: 'image/svg+xml', trusted: true, alt };
}
