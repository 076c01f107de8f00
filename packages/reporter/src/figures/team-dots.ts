import type { Language } from '@teamnet/records';
import type { SharedRow } from '../compare/comparison.js';
import type { Picture } from '../page/document.js';
import { percent } from '../page/numbers.js';
import { COLORS, drawSvg } from './draw-svg.js';

const en = {
  axis: 'Test accuracy with its 95 % interval',
  alt: (dataset: string, list: string) => `Test accuracy on ${dataset}: ${list}.`,
};
const ko: typeof en = {
  axis: '테스트 정확도와 95 % 구간',
  alt: (dataset, list) => `${dataset}의 테스트 정확도: ${list}.`,
};
const WORDS = { en, ko };
const MOST_LABELS = 230;

/** Test accuracies of several teams on one data set, in the rows' order: a dot on its 95 % interval. */
export async function teamDots(
  dataset: string,
  rows: readonly SharedRow[],
  language: Language,
): Promise<Picture> {
  const words = WORDS[language];
  const teams = new Set(rows.map(({ team }) => team)).size;
  const values = rows.map(({ team, experiment, result }) => ({
    run: teams > 1 ? `${team} · ${experiment}` : experiment,
    accuracy: result.accuracy,
    low: result.interval[0],
    high: result.interval[1],
    shown: percent(result.accuracy),
  }));
  const alt = words.alt(dataset, values.map(({ run, shown }) => `${run} ${shown}`).join(', '));
  const name = `teams-${dataset}-accuracy`;
  const order = values.map(({ run }) => run);
  const y = {
    field: 'run',
    type: 'nominal',
    title: null,
    sort: order,
    axis: { domain: false, ticks: false, labelPadding: 8, labelLimit: MOST_LABELS, grid: true },
  } as const;
  const content = await drawSvg(name, dataset, alt, {
    width: 380,
    height: { step: 22 },
    data: { values },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2, color: COLORS.training },
        encoding: {
          y,
          x: {
            field: 'low',
            type: 'quantitative',
            title: words.axis,
            scale: { domain: [0, 1] },
            axis: { format: '.0%', tickCount: 5, orient: 'top' },
          },
          x2: { field: 'high' },
        },
      },
      {
        mark: { type: 'point', filled: true, size: 60, color: COLORS.training, opacity: 1 },
        encoding: { y, x: { field: 'accuracy', type: 'quantitative' } },
      },
      {
        mark: { type: 'text', align: 'left', fontSize: 11.5, color: COLORS.ink },
        encoding: { y, x: { value: 388 }, text: { field: 'shown' } },
      },
    ],
  });
  return { file: `${name}.svg`, content, type: 'image/svg+xml', trusted: true, alt };
}
