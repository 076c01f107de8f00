import type { Language } from '@teamnet/records';
import { wilsonInterval } from '../facts/proportions.js';
import type { Picture } from '../page/document.js';
import { percent } from '../page/numbers.js';
import type { SharedRun } from '../report-context.js';
import { COLORS, drawSvg } from './draw-svg.js';

const en = {
  axis: 'Test accuracy, with its 95 % interval',
  alt: (dataset: string, list: string) => `Test accuracy on ${dataset}: ${list}.`,
  chance: 'chance',
};
const ko: typeof en = {
  axis: '테스트 정확도와 95 % 신뢰 구간',
  alt: (dataset, list) => `${dataset}의 테스트 정확도: ${list}.`,
  chance: '무작위',
};
const WORDS = { en, ko };

/** One chart a data set: each experiment's test accuracy as a dot on its 95 % interval, chance as a dashed line. */
export async function accuracyDots(runs: readonly SharedRun[], language: Language): Promise<Picture[]> {
  const experiments = [...new Set(runs.map(({ experiment }) => experiment.id))];
  const datasets = [...new Set(runs.map(({ dataset }) => dataset))];
  return Promise.all(
    datasets.map((dataset) =>
      dots(
        dataset,
        runs.filter((run) => run.dataset === dataset),
        experiments,
        language,
      ),
    ),
  );
}

async function dots(
  dataset: string,
  runs: readonly SharedRun[],
  experiments: string[],
  language: Language,
): Promise<Picture> {
  const words = WORDS[language];
  const values = runs.map(({ experiment, run: { test } }) => {
    const [low, high] = wilsonInterval(test.accuracy, test.numExamples);
    return { experiment: experiment.id, accuracy: test.accuracy, low, high, shown: percent(test.accuracy) };
  });
  const chance = 1 / (runs[0]?.run.dataset.labels.length ?? 1);
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
  const content = await drawSvg(name, dataset, alt, {
    width: 185,
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
          y: { ...y, axis: { domain: false, ticks: false, labelPadding: 8, labelLimit: 140 } },
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
