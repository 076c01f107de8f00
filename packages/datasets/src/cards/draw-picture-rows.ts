import type { OverlayOptions } from 'sharp';
import { loadSharp } from '../decode/load-sharp.js';

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

/**
 * A sheet of pictures in rows, each row with its title and each picture with its caption.
 * @param side of the square pictures, pixels
 * @returns PNG
 */
export async function drawPictureRows(rows: readonly PictureRow[], side: number): Promise<Buffer> {
  const columns = Math.max(...rows.map(({ pictures }) => pictures.length));
  const lines = Math.max(...rows.flatMap(({ pictures }) => pictures.map(({ caption }) => caption.length)));
  const rowHeight = TITLE + side + lines * LINE + GAP;
  const width = columns * (side + GAP) + GAP;
  const height = rows.length * rowHeight + GAP;
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
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><g font-family="sans-serif" fill="#222">${texts.join('')}</g></svg>`;
  return (await loadSharp())({ create: { width, height, channels: 3, background: '#fff' } })
    .composite([...composed, { input: Buffer.from(text), left: 0, top: 0 }])
    .removeAlpha()
    .png()
    .toBuffer();
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
