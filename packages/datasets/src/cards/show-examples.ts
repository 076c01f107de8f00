import type { DatasetInfo, OpenDataset } from '../open-dataset.js';
import type { Split } from '../splits/split.js';
import { escapeXml } from './escape-xml.js';
import { type PictureFormat, renderSheet } from './render-sheet.js';
import { wrapWords } from './wrap-words.js';

const CELL = 128;
const GAP = 6;
const LINE = 18;
const SMALL_LINE = 13;
/** Pixels that a letter of the smaller captions is wide, about. */
const LETTER = 5.3;
/** So many letters of the smaller captions fit below a picture. */
const MOST_LETTERS = 25;

type Shown = Pick<OpenDataset, 'loadImages'> & {
  creditOf?: OpenDataset['creditOf'];
  info?: Pick<DatasetInfo<string>, 'source' | 'license'>;
};

/**
 * A contact sheet of the first examples of a split, each with its label, as TFDS' `show_examples`, and with its
 * photographer where these are known and not one for all; the licence stands at its foot.
 * @param count how many examples at most
 * @returns the picture file
 * @throws SplitInvalidError, ImageCorruptError
 */
export async function showExamples(
  dataset: Shown,
  expression: Split,
  count = 16,
  format: PictureFormat = 'png',
): Promise<Buffer> {
  const split = await dataset.loadImages(expression, { imageSize: CELL, limit: count });
  const makers = split.keys.map((key) => dataset.creditOf?.(key)?.photographer);
  const apart = new Set(makers).size > 1;
  const captioned = LINE * (apart ? 2 : 1);
  const rows = Math.ceil(split.numExamples / Math.ceil(Math.sqrt(split.numExamples * 1.5)));
  const columns = Math.ceil(split.numExamples / rows);
  const width = columns * (CELL + GAP) + GAP;
  const foot = wrapWords(
    footOf(dataset.info, apart ? undefined : makers[0]),
    Math.floor((width - GAP) / LETTER),
  );
  const body = rows * (CELL + captioned + GAP) + GAP;
  const height = body + (foot.length > 0 ? LINE + (foot.length - 1) * SMALL_LINE : 0);
  const cells = Array.from(split.labels, (label, index) => ({
    left: GAP + (index % columns) * (CELL + GAP),
    top: GAP + Math.floor(index / columns) * (CELL + captioned + GAP),
    text: split.labelNames[label]!,
    maker: apart ? (makers[index] ?? 'photographer not known') : undefined,
    index,
  }));
  const captions = cells.map(({ left, top, text, maker }) => {
    const line = (y: number, size: number, words: string) =>
      `<text x="${left + CELL / 2}" y="${top + CELL + y}" font-size="${size}">${escapeXml(words)}</text>`;
    return line(13, 13, text) + (maker === undefined ? '' : line(28, 10, shorten(maker)));
  });
  const atFoot = foot.map(
    (words, line) =>
      `<text x="${GAP}" y="${body + 10 + line * SMALL_LINE}" font-size="10" text-anchor="start">${escapeXml(words)}</text>`,
  );
  const style = 'font-family="sans-serif" text-anchor="middle" fill="#222"';
  const words = `<g ${style}>${captions.join('')}${atFoot.join('')}</g>`;
  const pictures = cells.map(({ left, top, index }) => ({
    ...{ pixels: split.image(index), side: CELL, left, top },
  }));
  return renderSheet({ width, height, pictures, words }, format);
}

function footOf(info: Shown['info'], maker: string | undefined): string {
  if (!info) return '';
  if (info.source === 'stand-in') return 'Stand-in: drawn by Teamnet, no photos.';
  const by = maker === undefined || info.license.includes(maker) ? '' : ` Photos by ${maker}.`;
  return `Licence: ${info.license}.${by}`;
}

/** Letters of East Asia are twice as wide. */
function shorten(text: string): string {
  let room = MOST_LETTERS;
  let shown = '';
  for (const letter of text) {
    room -= /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\uff00-\uff60]/.test(letter) ? 2 : 1;
    if (room < 0) return `${shown}…`;
    shown += letter;
  }
  return shown;
}
