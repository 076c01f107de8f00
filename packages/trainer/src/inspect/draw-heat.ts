import { turbo } from './colour-maps.js';
import { type Grid, resizeSmoothly } from './resize.js';

/** How much of the heat's colour lies over the image where it is hottest. */
const STRONGEST = 0.65;

/**
 * A heat map laid over an image: hot places in colour, the rest in grey.
 * @param image uint8 [side, side, 3]
 * @param heat 0..1
 * @returns uint8 [side, side, 3]
 */
export function drawHeat(image: Uint8Array, side: number, heat: Grid): Uint8Array {
  const result = new Uint8Array(image.length);
  for (const [at, value] of resizeSmoothly(heat, side).entries()) {
    const [red, green, blue] = image.subarray(at * 3, at * 3 + 3) as unknown as [number, number, number];
    // ITU-R BT.601
    const grey = 0.299 * red + 0.587 * green + 0.114 * blue;
    const share = STRONGEST * Math.min(1, 1.4 * value);
    const colour = turbo(value);
    for (let channel = 0; channel < 3; channel++)
      result[at * 3 + channel] = Math.round(grey * (1 - share) + colour[channel as 0 | 1 | 2] * share);
  }
  return result;
}
