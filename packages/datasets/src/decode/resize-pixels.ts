import type { ResizeSettings } from '@teamnet/records';
import { type AxisFilter, axisFilter } from './axis-filter.js';
import { dropAlpha } from './drop-alpha.js';
import { type ResizeKernel, resizeKernel } from './resize-kernel.js';
import { resizedSpans } from './resized-spans.js';

/** A decoded image. */
export interface Pixels {
  /** uint8 [height, width, channels], RGB or RGBA, flat. */
  data: Uint8Array;
  width: number;
  height: number;
  channels: 3 | 4;
}

/** Bytes of input rows that are copied to the kernel at once, where one output row does not need more. */
const BAND = 2 ** 20;

/**
 * Resizes an image to a square as `tf.image.resize(method='bilinear')` and Keras' `ops.image.resize` do, first along
 * y, then along x, and rounds to the nearest integer. In whole numbers, 2^-7 of a grey level between the two: at most one
 * level off TensorFlow's float32.
 * @param image alpha is left out
 * @param imageSize side of the result, pixels
 * @param out where the result is written, when given
 * @returns uint8 [imageSize, imageSize, 3], RGB; a new array, or `out`
 */
export function resizePixels(
  image: Pixels,
  imageSize: number,
  resize: ResizeSettings = {},
  out: Uint8Array = new Uint8Array(imageSize * imageSize * 3),
): Uint8Array {
  const { data, width, height, channels } = image;
  const { antialias = true, aspectRatio } = resize;
  const { x, y } = resizedSpans(width, height, aspectRatio);
  if (x.length === imageSize && width === imageSize && y.length === imageSize && height === imageSize)
    return set(out, dropAlpha(image).data);
  const rows = axisFilter(height, y, imageSize, antialias);
  const columns = axisFilter(width, x, imageSize, antialias);
  const stride = width * channels;
  const kernel = resizeKernel();
  const bandRows = Math.max(rows.taps, Math.min(height, Math.floor(BAND / stride)));
  const at = layOut(kernel, { rows, columns, stride, imageSize, bandRows });
  const memory = new Uint8Array(kernel.memory.buffer);
  let bandFrom = 0;
  let bandTo = 0;
  for (let i = 0; i < imageSize; i++) {
    const first = rows.first[i]!;
    const pairs = rows.pairs[i]!;
    const end = Math.min(height, first + 2 * pairs);
    if (first < bandFrom || end > bandTo) {
      bandFrom = first;
      bandTo = Math.min(height, first + bandRows);
      memory.set(data.subarray(bandFrom * stride, bandTo * stride), at.band);
    }
    const weights = at.rowWeights + i * rows.taps * 2;
    kernel.sumRows(at.band + (first - bandFrom) * stride, stride, weights, pairs, at.line);
    kernel.sumColumns(
      ...([at.line, at.first, at.pairs, at.columnWeights, columns.taps] as const),
      ...([imageSize, at.pixels + i * imageSize * 3, channels] as const),
    );
  }
  return set(out, memory.subarray(at.pixels, at.pixels + out.length));
}

function set(out: Uint8Array, pixels: Uint8Array): Uint8Array {
  out.set(pixels);
  return out;
}

/** Makes room in the kernel's memory and writes the filters there; addresses in bytes. */
function layOut(
  kernel: ResizeKernel,
  sizes: { rows: AxisFilter; columns: AxisFilter; stride: number; imageSize: number; bandRows: number },
) {
  const { rows, columns, stride, imageSize, bandRows } = sizes;
  let end = 0;
  const take = (bytes: number) => {
    const start = end;
    // 64 more for what the kernel reads and writes beyond the ends.
    end += Math.ceil((bytes + 64) / 16) * 16;
    return start;
  };
  const at = {
    first: take(columns.first.byteLength),
    pairs: take(columns.pairs.byteLength),
    columnWeights: take(columns.weights.byteLength),
    rowWeights: take(rows.weights.byteLength),
    line: take(stride * 2),
    pixels: take(imageSize * imageSize * 3),
    // A last tap may be of weight 0 and lie one row further.
    band: take((bandRows + 1) * stride),
  };
  const missing = end - kernel.memory.buffer.byteLength;
  if (missing > 0) kernel.memory.grow(Math.ceil(missing / 65536));
  const { buffer } = kernel.memory;
  new Int32Array(buffer, at.first).set(columns.first);
  new Int32Array(buffer, at.pairs).set(columns.pairs);
  new Int16Array(buffer, at.columnWeights).set(columns.weights);
  new Int16Array(buffer, at.rowWeights).set(rows.weights);
  return at;
}
