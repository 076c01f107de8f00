import * as tf from '@tensorflow/tfjs';
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { dilate } from './dilate.js';
import { asTensor, asWasm, copyOf } from './heap.js';
import { padOrCrop } from './pad-or-crop.js';
import { requireChannelsLast } from './require-channels-last.js';
import { subsample } from './subsample.js';

type ConvInfo = tf.backend_util.Conv2DInfo;

/**
 * Gradient of a convolution for its filter, as one matrix product for each filter tap:
 * `transpose(dfilter[tap]) = transpose(dy) * shifted x`.
 *
 * Inputs `x` float32 `[batch, inHeight, inWidth, inChannels]` and `dy` float32
 * `[batch, outHeight, outWidth, outChannels]`; output float32 `[filterHeight, filterWidth, inChannels, outChannels]`.
 * Any stride, padding `same`, `valid` or explicit, `NHWC` only (throws WasmUnsupportedError, as the WASM `Conv2D` does).
 */
export const conv2dBackpropFilter: tf.KernelConfig = {
  kernelName: tf.Conv2DBackpropFilter,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { strides, pad, dataFormat, dimRoundingMode, filterShape } =
      attrs as unknown as tf.Conv2DBackpropFilterAttrs;
    requireChannelsLast(tf.Conv2DBackpropFilter, dataFormat);
    const x = inputs.x as tf.Tensor4D;
    const dy = inputs.dy as tf.Tensor4D;
    const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
    return tf.tidy(() => {
      const taps = isUnpaddedPointwise(info) ? pointwise(asWasm(backend), x, dy, info) : shifted(x, dy, info);
      const { outChannels, inChannels } = info;
      return tf.transpose(taps.reshape([-1, outChannels, inChannels]), [0, 2, 1]).reshape(filterShape);
    });
  },
};

function isUnpaddedPointwise({ filterHeight, filterWidth, padInfo }: ConvInfo): boolean {
  const { top, bottom, left, right } = padInfo;
  return filterHeight * filterWidth === 1 && Math.max(top, bottom, left, right) === 0;
}

/** A 1x1 filter reads every `stride`-th pixel only: fewer rows than the general way. Gives `[outChannels, inChannels]`. */
function pointwise(wasm: BackendWasm, x: tf.Tensor4D, dy: tf.Tensor4D, info: ConvInfo): tf.Tensor {
  const { strideHeight, strideWidth, inChannels, outChannels } = info;
  const pixels = info.batchSize * info.outHeight * info.outWidth;
  const isStrided = strideHeight * strideWidth > 1;
  const read = isStrided ? asTensor(subsample(wasm, x, [strideHeight, strideWidth])) : copyOf(wasm, x);
  return tf.matMul(tf.transpose(dy.reshape([pixels, outChannels])), read.reshape([pixels, inChannels]));
}

/**
 * Pads x and dy to one common height and width, so that row `i` of dy meets row `i + offset` of x for every filter tap:
 * a tap is one contiguous slice. Gives `[taps * outChannels, inChannels]`.
 */
function shifted(x: tf.Tensor4D, dy: tf.Tensor4D, info: ConvInfo): tf.Tensor {
  const { inHeight, inWidth, filterHeight, filterWidth, inChannels, outChannels } = info;
  const { top, bottom, left, right } = info.padInfo;
  const dilated = dilate(dy, [info.strideHeight, info.strideWidth]);
  const height = Math.max(inHeight + top + bottom, dilated.shape[1]);
  const width = Math.max(inWidth + left + right, dilated.shape[2]);
  const pixels = info.batchSize * height * width;
  const dyRows = padOrCrop(dilated, [0, height - dilated.shape[1]], [0, width - dilated.shape[2]]);
  const dyColumns = tf.transpose(dyRows.reshape([pixels, outChannels])) as tf.Tensor2D;
  const padded = padOrCrop(x, [top, height - inHeight - top], [left, width - inWidth - left]);
  const tail = (filterHeight - 1) * width + filterWidth - 1;
  const xRows = tf.pad(padded.reshape([pixels, inChannels]) as tf.Tensor2D, [
    [0, tail],
    [0, 0],
  ]);
  const taps: tf.Tensor2D[] = [];
  for (let row = 0; row < filterHeight; row++) {
    for (let column = 0; column < filterWidth; column++) {
      const from = row * width + column;
      taps.push(tf.tidy(() => tf.matMul(dyColumns, tf.slice(xRows, [from, 0], [pixels, inChannels]))));
    }
  }
  return tf.concat(taps, 0);
}
