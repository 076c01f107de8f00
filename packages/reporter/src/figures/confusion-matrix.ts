import type { Language, Run } from '@teamnet/records';
import { worstConfusion } from '../facts/worst-confusion.js';
import type { Picture } from '../page/document.js';
import { confusionEncoding } from './confusion-encoding.js';
import { drawSvg } from './draw-svg.js';

const en = {
  title: 'Confusion matrix (test images)',
  actual: 'True label',
  predicted: 'Predicted label',
  alt: (run: string, right: number, all: number) =>
    `Confusion matrix of ${run}: ${right} of ${all} test images lie on the diagonal.`,
  worst: (actual: string, predicted: string, count: number) =>
    ` The most frequent mistake is ${actual} taken for ${predicted}, ${count} times.`,
};
const ko: typeof en = {
  title: '혼동 행렬 (테스트 이미지)',
  actual: '실제 클래스',
  predicted: '예측한 클래스',
  alt: (run, right, all) => `${run}의 혼동 행렬: 테스트 이미지 ${all}장 중 ${right}장이 대각선 위에 있다.`,
  worst: (actual, predicted, count) => ` 가장 잦은 실수는 ${actual} → ${predicted}, ${count}번.`,
};
const WORDS = { en, ko };

/** Heat map of test images by true and predicted label; the shade is the share of the row, the number the count. */
export async function confusionMatrix(run: Run, language: Language): Promise<Picture> {
  const words = WORDS[language];
  const { labels } = run.dataset;
  const { confusion } = run.test;
  const values = confusion.flatMap((row, actual) => {
    const total = row.reduce((sum, count) => sum + count, 0);
    return row.map((count, predicted) => ({
      actual: labels[actual] ?? `#${actual}`,
      predicted: labels[predicted] ?? `#${predicted}`,
      count,
      share: total === 0 ? 0 : count / total,
    }));
  });
  const right = confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  const worst = worstConfusion(run);
  const alt =
    words.alt(`${run.experiment}, ${run.dataset.name}`, right, run.test.numExamples) +
    (worst ? words.worst(worst.actual, worst.predicted, worst.count) : '');
  const name = `${run.experiment}-${run.dataset.name}-confusion`;
  const content = await drawSvg(name, words.title, alt, {
    width: { step: 72 },
    height: { step: 44 },
    title: words.title,
    data: { values },
    encoding: confusionEncoding(words.predicted, words.actual),
    layer: [
      {
        mark: { type: 'rect', stroke: 'white', strokeWidth: 2 },
        encoding: {
          color: {
            field: 'share',
            type: 'quantitative',
            legend: null,
            scale: { domain: [0, 1], range: ['#f2f6fa', '#08519c'] },
          },
        },
      },
      {
        mark: { type: 'text', fontSize: 13 },
        encoding: {
          text: { field: 'count', type: 'quantitative' },
          color: {
            // Where black and white both keep a contrast of 4.5 on the shade (WCAG AA).
            condition: { test: 'datum.share > 0.75', value: 'white' },
            value: 'black',
          },
        },
      },
    ],
  });
  return { file: `${name}.svg`, content, type: 'image/svg+xml', trusted: true, alt };
}
