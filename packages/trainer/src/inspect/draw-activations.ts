import { viridis } from './colour-maps.js';
import { resizeNearest, resizeSmoothly } from './resize.js';
import { tileSheet } from './tile-sheet.js';

const SHOWN = 8;
const SIDE = 72;
/** Few enough for a palette, more than one can tell apart. */
const LEVELS = 128;

/**
 * The channels of a layer that vary most over the image, side by side, each from its least (dark) to its largest
 * number (bright).
 * @param output [height, width, channels], flat
 */
export async function drawActivations(
  output: Float32Array,
  [height, width, channels]: readonly [number, number, number],
): Promise<{ picture: Buffer; channels: number[] }> {
  const shown = mostVaried(output, channels).slice(0, SHOWN);
  const resize = height < SIDE && width < SIDE ? resizeNearest : resizeSmoothly;
  const tiles = shown.map((channel) => {
    const values = channelOf(output, channel, channels);
    const least = values.reduce((a, b) => Math.min(a, b));
    const range = values.reduce((a, b) => Math.max(a, b)) - least;
    const tile = new Uint8Array(SIDE * SIDE * 3);
    for (const [at, value] of resize({ values, height, width }, SIDE).entries())
      tile.set(viridis(range > 0 ? Math.round((LEVELS * (value - least)) / range) / LEVELS : 0), at * 3);
    return tile;
  });
  return { picture: await tileSheet(tiles, SIDE), channels: shown };
}

function channelOf(output: Float32Array, channel: number, channels: number): Float32Array {
  return Float32Array.from({ length: output.length / channels }, (_, at) => output[at * channels + channel]!);
}

/** Channel numbers by falling variance, in their order where it is equal. */
function mostVaried(output: Float32Array, channels: number): number[] {
  const variances = Array.from({ length: channels }, (_, channel) => {
    const values = channelOf(output, channel, channels);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  });
  return variances
    .map((variance, channel) => ({ variance, channel }))
    .sort((a, b) => b.variance - a.variance || a.channel - b.channel)
    .map(({ channel }) => channel);
}
