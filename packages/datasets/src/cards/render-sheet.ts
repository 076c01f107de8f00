import { loadSharp } from '../decode/load-sharp.js';

/** `svg` keeps letters as text and holds each picture whole, as PNG. */
export type PictureFormat = 'png' | 'svg';

/** Where things stand on a white sheet; all lengths in pixels. */
export interface Sheet {
  width: number;
  height: number;
  /** Square pictures: uint8 [side, side, 3], RGB. */
  pictures: readonly { pixels: Uint8Array; side: number; left: number; top: number }[];
  /** SVG elements over the pictures. */
  words: string;
}

/** The file of a sheet, in either format with the very same pixels of its pictures. */
export async function renderSheet(sheet: Sheet, format: PictureFormat): Promise<Buffer> {
  const sharp = await loadSharp();
  const { width, height, pictures, words } = sheet;
  const inSvg = (elements: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${elements}</svg>\n`;
  const raw = (side: number) => ({ width: side, height: side, channels: 3 }) as const;
  if (format === 'png')
    return sharp({ create: { width, height, channels: 3, background: '#fff' } })
      .composite([
        ...pictures.map(({ pixels, side, left, top }) => ({
          ...{ input: Buffer.from(pixels), raw: raw(side), left, top },
        })),
        { input: Buffer.from(inSvg(words)), left: 0, top: 0 },
      ])
      .removeAlpha()
      .png()
      .toBuffer();
  const drawn = await Promise.all(
    pictures.map(async ({ pixels, side, left, top }) => {
      const png = await sharp(Buffer.from(pixels), { raw: raw(side) })
        .png()
        .toBuffer();
      return `<image x="${left}" y="${top}" width="${side}" height="${side}" href="data:image/png;base64,${png.toString('base64')}"/>`;
    }),
  );
  return Buffer.from(inSvg(`<rect width="100%" height="100%" fill="#fff"/>${drawn.join('')}${words}`));
}
