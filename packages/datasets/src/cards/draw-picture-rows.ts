import { escapeXml } from './escape-xml.js';
import { type PictureFormat, renderSheet, type Sheet } from './render-sheet.js';
import { wrapWords } from './wrap-words.js';

export interface RowPicture {
  /** uint8 [side, side, 3], RGB. */
  pixels: Uint8Array;
  /** Lines under the picture. */
  caption: readonly string[];
}

/** A row of pictures under a title. */
export interface PictureRow {
  title: string;
  pictures: readonly RowPicture[];
}

const GAP = 6;
const TITLE = 24;
const LINE = 15;
/** Pixels that a letter of the foot is wide, about. */
const FOOT_LETTER = 5.3;

/**
 * A sheet of pictures in rows, each row with its title and each picture with its caption.
 * @param side of the square pictures, pixels
 * @param foot small words below all rows, e.g. whose photos these are
 * @returns the picture file
 */
export async function drawPictureRows(
  rows: readonly PictureRow[],
  side: number,
  foot = '',
  format: PictureFormat = 'png',
): Promise<Buffer> {
  const columns = Math.max(...rows.map(({ pictures }) => pictures.length));
  const lines = Math.max(...rows.flatMap(({ pictures }) => pictures.map(({ caption }) => caption.length)));
  const rowHeight = TITLE + side + lines * LINE + GAP;
  const width = columns * (side + GAP) + GAP;
  const body = rows.length * rowHeight + GAP;
  const footLines = wrapWords(foot, Math.floor((width - GAP) / FOOT_LETTER));
  const height = body + footLines.length * LINE;
  const texts: string[] = [];
  const placed: Sheet['pictures'][number][] = [];
  for (const [row, { title, pictures }] of rows.entries()) {
    const top = GAP + row * rowHeight;
    texts.push(
      `<text x="${GAP}" y="${top + 17}" font-weight="bold" font-size="15">${escapeXml(title)}</text>`,
    );
    for (const [column, { pixels, caption }] of pictures.entries()) {
      const left = GAP + column * (side + GAP);
      placed.push({ pixels, side, left, top: top + TITLE });
      const middle = left + side / 2;
      for (const [line, words] of caption.entries())
        texts.push(
          `<text x="${middle}" y="${top + TITLE + side + 13 + line * LINE}" text-anchor="middle" font-size="12">${escapeXml(words)}</text>`,
        );
    }
  }
  for (const [line, words] of footLines.entries())
    texts.push(`<text x="${GAP}" y="${body + 10 + line * LINE}" font-size="10">${escapeXml(words)}</text>`);
  const words = `<g font-family="sans-serif" fill="#222">${texts.join('')}</g>`;
  return renderSheet({ width, height, pictures: placed, words }, format);
}
