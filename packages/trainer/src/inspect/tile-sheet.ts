import sharp from 'sharp';

const WHITE = 255;

/**
 * Square tiles beside each other on white.
 * @param tiles uint8 [side, side, 3] each
 * @param options.columns how many in a row; all when left out
 * @param options.gap pixels between tiles
 * @param options.palette at most 256 colours, which halves the size of photos
 * @returns PNG
 */
export async function tileSheet(
  tiles: readonly Uint8Array[],
  side: number,
  { columns = tiles.length, gap = 2, palette = true } = {},
): Promise<Buffer> {
  const across = Math.min(columns, tiles.length);
  const width = across * (side + gap) - gap;
  const height = Math.ceil(tiles.length / columns) * (side + gap) - gap;
  const pixels = new Uint8Array(width * height * 3).fill(WHITE);
  for (const [index, tile] of tiles.entries()) {
    const left = (index % columns) * (side + gap);
    const top = Math.floor(index / columns) * (side + gap);
    for (let y = 0; y < side; y++)
      pixels.set(tile.subarray(y * side * 3, (y + 1) * side * 3), ((top + y) * width + left) * 3);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
    .png({ compressionLevel: 9, ...(palette ? { palette, colours: 256, effort: 4 } : {}) })
    .toBuffer();
}
