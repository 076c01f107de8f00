import type { Language } from '@teamnet/records';
import type { Picture } from '../page/document.js';
import { confusionEncoding } from './confusion-encoding.js';
import { drawSvg } from './draw-svg.js';

const en = {
  title: (second: string, first: string) => `${second} minus ${first}, percentage points of each row`,
  actual: 'True label',
  predicted: 'Predicted label',
  alt: (list: string) =>
    `Difference of the confusion matrices in percentage points of each true label: ${list}.`,
  none: 'none',
  part: (actual: string, predicted: string, points: string) => `${actual} as ${predicted} ${points}`,
};
const ko: typeof en = {
  title: (second, first) => `${second} − ${first}, 각 행의 %p`,
  actual: '실제 클래스',
  predicted: '예측한 클래스',
  alt: (list) => `혼동 행렬의 차이(실제 클래스별 %p): ${list}.`,
  none: '없음',
  part: (actual, predicted, points) => `${actual} → ${predicted} ${points}`,
};
const WORDS = { en, ko };

/**
 * How two confusion matrices differ.
 * @param shares for each true label and predicted label, the second's share of the label's images minus the first's
 */
export async function confusionDifference(
  names: readonly [string, string],
  labels: readonly string[],
  shares: readonly (readonly number[])[],
  language: Language,
): Promise<Picture> {
  const words = WORDS[language];
  const values = shares.flatMap((row, actual) =>
    row.map((share, predicted) => ({
      actual: labels[actual]!,
      predicted: labels[predicted]!,
      share,
      shown: signed(share),
    })),
  );
  const said = values
    .filter(({ shown }) => shown !== '0')
    .map(({ actual, predicted, shown }) => words.part(actual, predicted, shown));
  const alt = words.alt(said.length > 0 ? said.join(', ') : words.none);
  const name = 'runs-confusion';
  const largest = Math.max(0.01, ...values.map(({ share }) => Math.abs(share)));
  const content = await drawSvg(name, words.title(names[1], names[0]), alt, {
    width: { step: 78 },
    height: { step: 40 },
    title: words.title(names[1], names[0]),
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
            // Light enough at both ends for black numbers (WCAG AA).
            scale: {
              domain: [-largest, 0, largest],
              range: ['#f0a35e', '#f4f6f8', '#6fb1de'],
              interpolate: 'rgb',
            },
          },
        },
      },
      {
        mark: { type: 'text', fontSize: 13, color: 'black' },
        encoding: { text: { field: 'shown', type: 'nominal' } },
      },
    ],
  });
  return { file: `${name}.svg`, content, type: 'image/svg+xml', trusted: true, alt };
}

/** `+3.1`, `−0.4`, `0`. */
function signed(share: number): string {
  const text = Math.abs(share * 100).toFixed(1);
  if (text === '0.0') return '0';
  return `${share < 0 ? '−' : '+'}${text}`;
}
