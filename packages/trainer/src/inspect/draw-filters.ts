import type { FirstFilters } from './first-filters.js';
import { resizeNearest } from './resize.js';
import { tileSheet } from './tile-sheet.js';

const MOST = 64;
const COLUMNS = 16;
/** At least so many pixels a tile. */
const SIDE = 40;

/**
 * Kernels as small pictures: grey is 0, lighter is above and darker below it, each kernel scaled by its own largest
 * number.
 * @returns PNG and how many kernels it has
 */
export async function drawFilters(filters: FirstFilters): Promise<{ picture: Buffer; shown: number }> {
  const { height, width, colours } = filters;
  const kernels = filters.kernels.slice(0, MOST);
  // A whole number of pixels for each weight keeps its square sharp.
  const side = Math.ceil(SIDE / Math.max(height, width)) * Math.max(height, width);
  const tiles = kernels.map((kernel) => {
    const largest = kernel.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
    const tile = new Uint8Array(side * side * 3);
    for (let colour = 0; colour < 3; colour++) {
      const values = Float32Array.from(
        { length: height * width },
        (_, at) => kernel[at * colours + Math.min(colour, colours - 1)]!,
      );
      for (const [at, value] of resizeNearest({ values, height, width }, side).entries())
        tile[at * 3 + colour] = Math.round(127.5 + (127.5 * value) / largest);
    }
    return tile;
  });
  return {
    picture: await tileSheet(tiles, side, { columns: COLUMNS, gap: 6, palette: false }),
    shown: kernels.length,
  };
}
