import type { Language } from '@teamnet/records';
import { accuracyInterval } from '../facts/accuracy-interval.js';
import type { SeedResults } from '../facts/seed-results.js';
import type { Picture } from '../page/document.js';
import { percent } from '../page/numbers.js';
import { COLORS, drawSvg } from './draw-svg.js';

const en = {
  axis: ['Test accuracy', 'with its 95 % interval'],
  alt: (dataset: string, list: string) => `Test accuracy on ${dataset}: ${list}.`,
  chance: 'chance',
};
const ko: typeof en = {
  axis: ['테스트 정확도와', '95 % 신뢰 구간'],
  alt: (dataset, list) => `${dataset}의 테스트 정확도: ${list}.`,
  chance: '무작위',
};
const WORDS = { en, ko };
/** Pixels; two charts stand side by side, so that long labels take their room from the plot. */
const PLOT_WIDTH = 185;
const USUAL_LABELS = 165;
const MOST_LABELS = 200;
/** Width that vega takes a letter of 12 pixels for where nothing can be measured. */
const LETTER = 9.6;

/**
 * One chart a data set: each experiment's test accuracy as a dot on its 95 % interval, chance as a dashed line; with
 * several seeds the dot is their mean, and each of them a small hollow one.
 */
export async function accuracyDots(results: readonly SeedResults[], language: Language): Promise<Picture[]> {
  const experiments = [...new Set(results.map(({ runs }) => runs[0]!.experiment.id))];
  const datasets = [...new Set(results.map(({ runs }) => runs[0]!.dataset))];
  return Promise.all(
    datasets.map((dataset) =>
      dots(
        dataset,
        results.filter(({ runs }) => runs[0]!.dataset === dataset),
        experiments,
        language,
      ),
    ),
  );
}

async function dots(
  dataset: string,
  results: readonly SeedResults[],
  experiments: string[],
  language: Language,
): Promise<Picture> {
  const words = WORDS[language];
  const values = results.map((result) => {
    const [low, high] = accuracyInterval(result);
    const { mean } = result.sample;
    return { experiment: result.runs[0]!.experiment.id, accuracy: mean, low, high, shown: percent(mean) };
  });
  const seeds = results.flatMap(({ runs }) =>
    runs.length > 1
      ? runs.map(({ run }) => ({ experiment: runs[0]!.experiment.id, accuracy: run.test.accuracy }))
      : [],
  );
  const chance = 1 / (results[0]?.runs[0]?.run.dataset.labels.length ?? 1);
  const alt = words.alt(dataset, values.map(({ experiment, shown }) => `${experiment} ${shown}`).join(', '));
  const name = `team-${dataset}-accuracy`;
  const y = {
    field: 'experiment',
    type: 'nominal',
    title: null,
    sort: experiments,
    scale: { domain: experiments },
  } as const;
  const domain = [0, 1];
  const longest = Math.max(...experiments.map(({ length }) => length));
  const labels = Math.min(MOST_LABELS, longest * LETTER);
  const content = await drawSvg(name, dataset, alt, {
    width: PLOT_WIDTH - Math.max(0, labels - USUAL_LABELS),
    height: { step: 34 },
    title: dataset,
    data: { values },
    layer: [
      {
        data: { values: [{ chance, note: words.chance }] },
        mark: { type: 'rule', strokeDash: [4, 3], color: COLORS.rule },
        encoding: { x: { field: 'chance', type: 'quantitative' } },
      },
      {
        mark: { type: 'rule', strokeWidth: 2, color: COLORS.training },
        encoding: {
          y: { ...y, axis: { domain: false, ticks: false, labelPadding: 8, labelLimit: MOST_LABELS } },
          x: {
            field: 'low',
            type: 'quantitative',
            title: words.axis,
            scale: { domain },
            axis: { format: '.0%', tickCount: 5 },
          },
          x2: { field: 'high' },
        },
      },
      {
        data: { values: seeds },
        mark: { type: 'point', size: 26, color: COLORS.rule, strokeWidth: 1 },
        encoding: { y, x: { field: 'accuracy', type: 'quantitative' } },
      },
      {
        mark: { type: 'point', filled: true, size: 75, color: COLORS.training, opacity: 1 },
        encoding: { y, x: { field: 'accuracy', type: 'quantitative' } },
      },
      {
        mark: { type: 'text', dy: -10, fontSize: 11.5, color: COLORS.ink },
        encoding: { y, x: { field: 'accuracy', type: 'quantitative' }, text: { field: 'shown' } },
      },
    ],
  });
  return { file: `${name}.svg`, content, type: 'image/svg+xml', trusted: true, alt };
}
