import type { Pixels } from './resize-pixels.js';

/** The same picture in three channels; alpha is dropped, not blended, as TensorFlow does. */
export function dropAlpha(image: Pixels): Pixels & { channels: 3 } {
  const { data, width, height, channels } = image;
  if (channels === 3) return { data, width, height, channels };
  const rgb = new Uint8Array(width * height * 3);
  for (let from = 0, to = 0; to < rgb.length; from += 4, to += 3) {
    rgb[to] = data[from]!;
    rgb[to + 1] = data[from + 1]!;
    rgb[to + 2] = data[from + 2]!;
  }
  return { data: rgb, width, height, channels: 3 };
}
