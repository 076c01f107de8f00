import type { Language, Run } from '@teamnet/records';
import type { Picture } from '../page/document.js';
import { COLORS, drawSvg } from './draw-svg.js';

const en = {
  axis: 'Images to train on',
  alt: (dataset: string, list: string) => `Training images of ${dataset} by label: ${list}.`,
};
const ko: typeof en = {
  axis: '훈련 이미지 수',
  alt: (dataset, list) => `${dataset}의 클래스별 훈련 이미지 수: ${list}.`,
};
const WORDS = { en, ko };

/** Number of training images of each label, in label order. */
export async function labelBars({ dataset }: Run, language: Language): Promise<Picture> {
  const words = WORDS[language];
  const values = dataset.labels.map((label) => ({
    label,
    count: dataset.splits.train.labels[label] ?? 0,
  }));
  const alt = words.alt(dataset.name, values.map(({ label, count }) => `${label} ${count}`).join(', '));
  const name = `${dataset.name}-labels`;
  const y = { field: 'label', type: 'nominal', sort: null, title: null } as const;
  const content = await drawSvg(name, dataset.name, alt, {
    width: 240,
    height: { step: 26 },
    title: dataset.name,
    data: { values },
    encoding: {
      y: { ...y, axis: { domain: false, ticks: false, labelPadding: 8, labelLimit: 110 } },
      x: { field: 'count', type: 'quantitative', title: words.axis, axis: { tickCount: 4, grid: false } },
    },
    layer: [
      { mark: { type: 'bar', color: COLORS.training, height: 16 } },
      {
        mark: { type: 'text', align: 'left', dx: 4, color: COLORS.ink, fontSize: 11.5 },
        encoding: { text: { field: 'count', type: 'quantitative' } },
      },
    ],
  });
  return { file: `${name}.svg`, content, type: 'image/svg+xml', trusted: true, alt };
}
