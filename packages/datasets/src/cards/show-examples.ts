import sharp from 'sharp';
import type { OpenDataset } from '../open-dataset.js';
import type { Split } from '../splits/split.js';

const CELL = 128;
const GAP = 6;
const CAPTION = 18;

/**
 * A contact sheet of the first examples of a split, each with its label, as TFDS' `show_examples`.
 * @param count how many examples at most
 * @returns PNG
 * @throws SplitInvalidError, ImageCorruptError
 */
export async function showExamples(
  dataset: Pick<OpenDataset, 'loadImages'>,
  expression: Split,
  count = 16,
): Promise<Buffer> {
  const split = await dataset.loadImages(expression, { imageSize: CELL, limit: count });
  const columns = Math.ceil(Math.sqrt(split.numExamples * 1.5));
  const rows = Math.ceil(split.numExamples / columns);
  const width = columns * (CELL + GAP) + GAP;
  const height = rows * (CELL + CAPTION + GAP) + GAP;
  const cells = Array.from(split.labels, (label, index) => ({
    left: GAP + (index % columns) * (CELL + GAP),
    top: GAP + Math.floor(index / columns) * (CELL + CAPTION + GAP),
    text: split.labelNames[label]!,
    index,
  }));
  const captions = cells.map(
    ({ left, top, text }) => `<text x="${left + CELL / 2}" y="${top + CELL + 13}">${text}</text>`,
  );
  const style = 'font-family="sans-serif" font-size="13" text-anchor="middle" fill="#222"';
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g ${style}>${captions.join('')}</g></svg>`;
  const raw = { width: CELL, height: CELL, channels: 3 } as const;
  const pictures = cells.map(({ left, top, index }) => ({
    input: Buffer.from(split.image(index)),
    raw,
    left,
    top,
  }));
  return sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .composite([...pictures, { input: Buffer.from(text), left: 0, top: 0 }])
    .removeAlpha()
    .png()
    .toBuffer();
}
