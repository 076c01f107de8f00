import type { Language } from '@teamnet/records';
import { accuracyInterval } from '../facts/accuracy-interval.js';
import type { SweepPoint } from '../facts/sweep-points.js';
import type { Picture } from '../page/document.js';
import { percent } from '../page/numbers.js';
import { COLORS, drawSvg } from './draw-svg.js';

const en = {
  axis: ['Test accuracy', 'with its 95 % interval'],
  alt: (setting: string, dataset: string, list: string) =>
    `Test accuracy on ${dataset} by ${setting}: ${list}.`,
  baseline: 'baseline',
};
const ko: typeof en = {
  axis: ['테스트 정확도와', '95 % 구간'],
  alt: (setting, dataset, list) => `${setting}에 따른 ${dataset}의 테스트 정확도: ${list}.`,
  baseline: '기준',
};
const WORDS = { en, ko };
/** From this ratio on, values are thought of in multiples. */
const LOGARITHMIC = 8;

/** How the test accuracy follows a setting on one data set; the baseline's value is in the other colour. */
export async function sweepCurve(
  setting: string,
  dataset: string,
  points: readonly SweepPoint[],
  language: Language,
): Promise<Picture> {
  const words = WORDS[language];
  const values = points.map(({ value, isBaseline, result }) => {
    const [low, high] = accuracyInterval(result);
    const { mean } = result.sample;
    return {
      value,
      low,
      high,
      mean,
      shown: percent(mean),
      color: isBaseline ? COLORS.validation : COLORS.training,
    };
  });
  const seeds = points.flatMap(({ value, result: { runs } }) =>
    runs.length > 1 ? runs.map(({ run }) => ({ value, mean: run.test.accuracy })) : [],
  );
  const alt = words.alt(
    setting,
    dataset,
    points
      .map(({ isBaseline }, index) => {
        const { value, shown } = values[index]!;
        return `${value}${isBaseline ? ` (${words.baseline})` : ''} ${shown}`;
      })
      .join(', '),
  );
  const name = `sweep-${setting.replace(/[^A-Za-z0-9]+/g, '-')}-${dataset}`.toLowerCase();
  const x = { field: 'value', title: setting, ...scaleOf(values.map(({ value }) => value)) };
  const y = {
    type: 'quantitative' as const,
    title: words.axis,
    scale: { domain: [0, 1] },
    axis: { format: '.0%', tickCount: 5 },
  };
  const content = await drawSvg(name, `${setting}, ${dataset}`, alt, {
    width: 240,
    height: 180,
    title: dataset,
    data: { values },
    layer: [
      {
        mark: { type: 'line', color: '#9aa3ae', strokeWidth: 1.5 },
        encoding: { x, y: { field: 'mean', ...y } },
      },
      {
        mark: { type: 'rule', strokeWidth: 2 },
        encoding: {
          x,
          y: { field: 'low', ...y },
          y2: { field: 'high' },
          color: { field: 'color', type: 'nominal', scale: null },
        },
      },
      {
        data: { values: seeds },
        mark: { type: 'point', size: 26, color: COLORS.rule, strokeWidth: 1 },
        encoding: { x, y: { field: 'mean', ...y } },
      },
      {
        mark: { type: 'point', filled: true, size: 70, opacity: 1 },
        encoding: {
          x,
          y: { field: 'mean', ...y },
          color: { field: 'color', type: 'nominal', scale: null },
        },
      },
      {
        mark: { type: 'text', dx: 8, dy: -8, align: 'left', fontSize: 11, color: COLORS.ink },
        encoding: { x, y: { field: 'mean', ...y }, text: { field: 'shown' } },
      },
    ],
  });
  return { file: `${name}.svg`, content, type: 'image/svg+xml', trusted: true, alt };
}

/** Numbers on a line, in multiples where they span far; words beside each other. */
function scaleOf(values: readonly unknown[]) {
  if (!values.every((value): value is number => typeof value === 'number'))
    return { type: 'ordinal' as const, sort: null, axis: { labelAngle: 0 } };
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const log = least > 0 && most / least >= LOGARITHMIC;
  const axis = { values: [...values], format: '~g', labelAngle: 0, labelOverlap: false, grid: false };
  const room = log
    ? [least / 1.5, most * 2.2]
    : [least - (most - least) * 0.08, most + (most - least) * 0.25];
  const scale = log
    ? { type: 'log' as const, domain: room, nice: false }
    : { domain: room, nice: false, zero: false };
  return { type: 'quantitative' as const, scale, axis };
}
