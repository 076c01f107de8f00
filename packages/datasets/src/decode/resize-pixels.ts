import type { ResizeSettings } from '@teamnet/records';
import { type AxisFilter, axisFilter } from './axis-filter.js';
import { resizedSpans } from './resized-spans.js';

/** uint8 [height, width, 3], RGB, flat. */
export interface Pixels {
  data: Uint8Array;
  width: number;
  height: number;
}

/**
 * Resizes an image to a square as `tf.image.resize(method='bilinear')` does and rounds to the nearest integer.
 * @param imageSize side of the result, pixels
 * @returns uint8 [imageSize, imageSize, 3], RGB
 */
export function resizePixels(image: Pixels, imageSize: number, resize: ResizeSettings = {}): Uint8Array {
  const { width, height } = image;
  const { antialias = true, aspectRatio } = resize;
  const { x, y } = resizedSpans(width, height, aspectRatio);
  if (x.length === imageSize && width === imageSize && y.length === imageSize && height === imageSize)
    return image.data;
  const rows = axisFilter(height, y, imageSize, antialias);
  const columns = axisFilter(width, x, imageSize, antialias);
  const result = new Uint8Array(imageSize * imageSize * 3);
  const line = new Float32Array(width * 3);
  for (let i = 0; i < imageSize; i++) {
    sumRows(line, image.data, rows, i);
    sumColumns(result, line, columns, i * imageSize * 3);
  }
  return result;
}

/** One output row at the input's width. */
function sumRows(line: Float32Array, data: Uint8Array, rows: AxisFilter, i: number): void {
  const { first, count, taps, weights } = rows;
  const stride = line.length;
  line.fill(0);
  let t = 0;
  // Four rows at a time: each sum is loaded and stored once.
  for (; t + 4 <= count[i]!; t += 4) {
    const at = i * taps + t;
    const [a, b, c, d] = [weights[at]!, weights[at + 1]!, weights[at + 2]!, weights[at + 3]!];
    let from = (first[i]! + t) * stride;
    for (let k = 0; k < stride; k++, from++)
      line[k]! +=
        a * data[from]! +
        b * data[from + stride]! +
        c * data[from + 2 * stride]! +
        d * data[from + 3 * stride]!;
  }
  for (; t < count[i]!; t++) {
    const weight = weights[i * taps + t]!;
    let from = (first[i]! + t) * stride;
    for (let k = 0; k < stride; k++, from++) line[k]! += weight * data[from]!;
  }
}

function sumColumns(result: Uint8Array, line: Float32Array, columns: AxisFilter, at: number): void {
  const { first, count, taps, weights } = columns;
  for (let i = 0, to = at; i < first.length; i++, to += 3) {
    let red = 0.5;
    let green = 0.5;
    let blue = 0.5;
    const end = i * taps + count[i]!;
    for (let w = i * taps, from = first[i]! * 3; w < end; w++, from += 3) {
      const weight = weights[w]!;
      red += weight * line[from]!;
      green += weight * line[from + 1]!;
      blue += weight * line[from + 2]!;
    }
    // Stored as an integer, which cuts the fraction: with the half above that rounds.
    result[to] = red;
    result[to + 1] = green;
    result[to + 2] = blue;
  }
}
