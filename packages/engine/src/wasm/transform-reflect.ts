import type * as tf from '@tensorflow/tfjs';
import { asWasm, floatsOf } from './heap.js';

type Image = { numbers: Float32Array; start: number; height: number; width: number; channels: number };

/**
 * `Transform` (tf.image.transform) with fill mode `reflect` as TensorFlow computes it (ImageProjectiveTransformV3,
 * tensorflow/core/kernels/image/image_ops.h), which the WASM backend gets wrong left of and above the image. The other
 * fill modes, which it gets right, go to the kernel given.
 *
 * Inputs `image` float32 `[batch, height, width, channels]` and `transforms` float32 `[batch or 1, 8]`.
 *
 * @param shipped the WASM backend's own `Transform`
 */
export function transformReflect(shipped: tf.KernelConfig): tf.KernelConfig {
  return {
    ...shipped,
    kernelFunc: (args) => {
      const { interpolation, fillMode, fillValue, outputShape } = args.attrs as unknown as tf.TransformAttrs;
      const { image, transforms } = args.inputs as Record<'image' | 'transforms', tf.Tensor4D>;
      if (fillMode !== 'reflect' || image.dtype !== 'float32') return shipped.kernelFunc(args);
      const [batch, height, width, channels] = image.shape;
      const [outHeight, outWidth] = outputShape ?? [height, width];
      const wasm = asWasm(args.backend);
      const out = wasm.makeOutput([batch, outHeight, outWidth, channels], 'float32');
      const numbers = floatsOf(wasm, image);
      const matrices = floatsOf(wasm, transforms);
      const written = floatsOf(wasm, out);
      const read = interpolation === 'nearest' ? readNearest : readBilinear;
      let at = 0;
      for (let index = 0; index < batch; index++) {
        const from: Image = { numbers, start: index * height * width * channels, height, width, channels };
        const matrix = matrices.subarray(transforms.shape[0] > 1 ? index * 8 : 0);
        for (let row = 0; row < outHeight; row++) {
          for (let column = 0; column < outWidth; column++, at += channels) {
            const [y, x] = sourceOf(matrix, row, column);
            if (Number.isNaN(y)) written.fill(fillValue, at, at + channels);
            else read(from, reflect(y, height), reflect(x, width), written, at);
          }
        }
      }
      return out;
    },
  };
}

/** Where an output pixel comes from, `[y, x]` in pixels; NaN where the projection has no answer. */
function sourceOf(matrix: Float32Array, row: number, column: number): [number, number] {
  // Rounded to float32 at each step as in TensorFlow, so that halves fall to the same nearest pixel.
  const f = Math.fround;
  const along = (at: number, constant: number) =>
    f(f(f(matrix[at]! * column) + f(matrix[at + 1]! * row)) + constant);
  const k = along(6, 1);
  return k === 0 ? [Number.NaN, Number.NaN] : [f(along(3, matrix[5]!) / k), f(along(0, matrix[2]!) / k)];
}

/** A coordinate mirrored at the image's edges (d c b a | a b c d | d c b a) as often as it takes. */
function reflect(coordinate: number, length: number): number {
  if (length <= 1) return 0;
  const period = 2 * length;
  let inside = coordinate;
  if (coordinate < 0) {
    inside += period * Math.trunc(-coordinate / period);
    inside = inside < -length ? inside + period : -inside - 1;
  } else if (coordinate > length - 1) {
    inside -= period * Math.trunc(coordinate / period);
    if (inside >= length) inside = period - inside - 1;
  }
  return Math.min(Math.max(inside, 0), length - 1);
}

function readNearest(image: Image, y: number, x: number, out: Float32Array, at: number): void {
  const from = image.start + (Math.round(y) * image.width + Math.round(x)) * image.channels;
  for (let channel = 0; channel < image.channels; channel++)
    out[at + channel] = image.numbers[from + channel]!;
}

function readBilinear(image: Image, y: number, x: number, out: Float32Array, at: number): void {
  const { numbers, start, height, width, channels } = image;
  const top = Math.floor(y);
  const left = Math.floor(x);
  // Reflected coordinates lie inside, so a neighbour outside has weight 0 and any pixel will do.
  const bottom = Math.min(top + 1, height - 1);
  const right = Math.min(left + 1, width - 1);
  const down = y - top;
  const across = x - left;
  const pixel = (row: number, column: number) => start + (row * width + column) * channels;
  const corners = [pixel(top, left), pixel(top, right), pixel(bottom, left), pixel(bottom, right)] as const;
  for (let channel = 0; channel < channels; channel++) {
    const upper = (1 - across) * numbers[corners[0] + channel]! + across * numbers[corners[1] + channel]!;
    const lower = (1 - across) * numbers[corners[2] + channel]! + across * numbers[corners[3] + channel]!;
    out[at + channel] = (1 - down) * upper + down * lower;
  }
}
