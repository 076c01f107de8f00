import { viridis } from './colour-maps.js';
import { resizeNearest, resizeSmoothly } from './resize.js';
import { tileSheet } from './tile-sheet.js';

const SHOWN = 8;
const SIDE = 72;
/** Channels of a larger correlation, either way, look the same. */
const ALIKE = 0.8;
/** Few enough for a palette, more than one can tell apart. */
const LEVELS = 128;

/**
 * Channels of a layer that vary much over the image and each in its own way, side by side, each from its least (dark) to
 * its largest number (bright).
 * @param output [height, width, channels], flat
 */
export async function drawActivations(
  output: Float32Array,
  [height, width, channels]: readonly [number, number, number],
): Promise<{ picture: Buffer; channels: number[] }> {
  const shown = mostTelling(output, channels);
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

/** Channels that vary much, by falling variance, without those that show the same again. */
function mostTelling(output: Float32Array, channels: number): number[] {
  const varied = Array.from({ length: channels }, (_, channel) => {
    const values = channelOf(output, channel, channels);
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const centred = values.map((value) => value - mean);
    return { channel, centred, variance: dot(centred, centred) };
  }).sort((a, b) => b.variance - a.variance || a.channel - b.channel);
  const chosen: typeof varied = [];
  for (const limit of [ALIKE, 1.1])
    for (const candidate of varied) {
      if (chosen.length === SHOWN) break;
      const alike = chosen.some(({ centred, variance }) => {
        const scale = Math.sqrt(variance * candidate.variance);
        return scale === 0 || Math.abs(dot(centred, candidate.centred)) / scale > limit;
      });
      if (!alike && !chosen.includes(candidate)) chosen.push(candidate);
    }
  return chosen.map(({ channel }) => channel);
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, at) => sum + value * b[at]!, 0);
}
