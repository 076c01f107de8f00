import type { Language } from '@teamnet/records';
import type { Picture } from '../page/document.js';
import { percent } from '../page/numbers.js';
import { COLORS, drawSvg } from './draw-svg.js';

const en = {
  precision: 'Precision',
  recall: 'Recall',
  alt: (measure: string, list: string) => `${measure} by label: ${list}.`,
  none: 'none',
};
const ko: typeof en = {
  precision: '정밀도',
  recall: '재현율',
  alt: (measure, list) => `클래스별 ${measure}: ${list}.`,
  none: '없음',
};
const WORDS = { en, ko };

/** A label's value in two runs; null where it has none. */
export interface LabelValues {
  label: string;
  values: readonly [number | null, number | null];
}

/** Precision or recall of each label in two runs: two dots with a line between them. */
export async function classDumbbells(
  measure: 'precision' | 'recall',
  names: readonly [string, string],
  labels: readonly LabelValues[],
  language: Language,
): Promise<Picture> {
  const words = WORDS[language];
  const said = (value: number | null) => (value === null ? words.none : percent(value));
  const list = labels.map(({ label, values }) => `${label} ${values.map(said).join(' → ')}`);
  const alt = words.alt(words[measure], list.join(', '));
  const dots = labels.flatMap(({ label, values }) =>
    values.flatMap((value, place) => (value === null ? [] : [{ label, run: names[place]!, value }])),
  );
  const lines = labels.flatMap(({ label, values: [from, to] }) =>
    from === null || to === null ? [] : [{ label, from, to }],
  );
  const name = `runs-${measure}`;
  const y = {
    field: 'label',
    type: 'nominal',
    title: null,
    sort: labels.map(({ label }) => label),
    axis: { domain: false, ticks: false, labelPadding: 8, labelLimit: 110 },
  } as const;
  const content = await drawSvg(name, words[measure], alt, {
    width: 290,
    height: { step: 30 },
    title: words[measure],
    layer: [
      {
        data: { values: lines },
        mark: { type: 'rule', strokeWidth: 2, color: '#9aa3ae' },
        encoding: { y, x: { field: 'from', type: 'quantitative' }, x2: { field: 'to' } },
      },
      {
        data: { values: dots },
        mark: { type: 'point', filled: true, size: 75, opacity: 1 },
        encoding: {
          y,
          x: {
            field: 'value',
            type: 'quantitative',
            title: null,
            scale: { domain: [0, 1] },
            axis: { format: '.0%', tickCount: 5 },
          },
          color: {
            field: 'run',
            type: 'nominal',
            scale: { domain: [...names], range: [COLORS.training, COLORS.validation] },
            legend: { title: null, orient: 'bottom', direction: 'vertical' },
          },
          shape: {
            field: 'run',
            type: 'nominal',
            scale: { domain: [...names], range: ['circle', 'triangle-up'] },
            legend: { title: null, orient: 'bottom', direction: 'vertical' },
          },
        },
      },
    ],
  });
  return { file: `${name}.svg`, content, type: 'image/svg+xml', trusted: true, alt };
}
