import type { OverlayOptions } from 'sharp';
import { loadSharp } from '../decode/load-sharp.js';
import { escapeXml } from './escape-xml.js';
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
 * @returns PNG
 */
export async function drawPictureRows(rows: readonly PictureRow[], side: number, foot = ''): Promise<Buffer> {
  const columns = Math.max(...rows.map(({ pictures }) => pictures.length));
  const lines = Math.max(...rows.flatMap(({ pictures }) => pictures.map(({ caption }) => caption.length)));
  const rowHeight = TITLE + side + lines * LINE + GAP;
  const width = columns * (side + GAP) + GAP;
  const body = rows.length * rowHeight + GAP;
  const footLines = wrapWords(foot, Math.floor((width - GAP) / FOOT_LETTER));
  const height = body + footLines.length * LINE;
  const texts: string[] = [];
  const composed: OverlayOptions[] = [];
  for (const [row, { title, pictures }] of rows.entries()) {
    const top = GAP + row * rowHeight;
    texts.push(
      `<text x="${GAP}" y="${top + 17}" font-weight="bold" font-size="15">${escapeXml(title)}</text>`,
    );
    for (const [column, { pixels, caption }] of pictures.entries()) {
      const left = GAP + column * (side + GAP);
      const raw = { width: side, height: side, channels: 3 } as const;
      composed.push({ input: Buffer.from(pixels), raw, left, top: top + TITLE });
      const middle = left + side / 2;
      for (const [line, words] of caption.entries())
        texts.push(
          `<text x="${middle}" y="${top + TITLE + side + 13 + line * LINE}" text-anchor="middle" font-size="12">${escapeXml(words)}</text>`,
        );
    }
  }
  for (const [line, words] of footLines.entries())
    texts.push(`<text x="${GAP}" y="${body + 10 + line * LINE}" font-size="10">${escapeXml(words)}</text>`);
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g font-family="sans-serif" fill="#222">${texts.join('')}</g></svg>`;
  return (await loadSharp())({ create: { width, height, channels: 3, background: '#fff' } })
    .composite([...composed, { input: Buffer.from(text), left: 0, top: 0 }])
    .removeAlpha()
    .png()
    .toBuffer();
}
