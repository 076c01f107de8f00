import * as tf from '@tensorflow/tfjs';
import { requireChannelsLast } from './require-channels-last.js';
import { type ConvInfo, shiftedViews } from './shifted-views.js';
import { subsample } from './subsample.js';

/**
 * Gradient of a convolution for its filter, as one matrix product for each filter tap:
 * `dfilter[tap] = transpose(shifted x) * dy`.
 *
 * Inputs `x` float32 `[batch, inHeight, inWidth, inChannels]` and `dy` float32
 * `[batch, outHeight, outWidth, outChannels]`; output float32 `[filterHeight, filterWidth, inChannels, outChannels]`.
 * Any stride, padding `same`, `valid` or explicit, `NHWC` only (throws WasmUnsupportedError, as the WASM `Conv2D` does).
 */
export const conv2dBackpropFilter: tf.KernelConfig = {
  kernelName: tf.Conv2DBackpropFilter,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs }) => {
    const { strides, pad, dataFormat, dimRoundingMode, filterShape } =
      attrs as unknown as tf.Conv2DBackpropFilterAttrs;
    requireChannelsLast(tf.Conv2DBackpropFilter, dataFormat);
    const x = inputs.x as tf.Tensor4D;
    const dy = inputs.dy as tf.Tensor4D;
    const info = tf.backend_util.computeConv2DInfo(x.shape, filterShape, strides, 1, pad, dimRoundingMode);
    return tf.tidy(() => (isUnpaddedPointwise(info) ? pointwise(x, dy, info) : shifted(x, dy, info)));
  },
};

function isUnpaddedPointwise({ filterHeight, filterWidth, padInfo }: ConvInfo): boolean {
  const { top, bottom, left, right } = padInfo;
  return filterHeight * filterWidth === 1 && Math.max(top, bottom, left, right) === 0;
}

/** A 1x1 filter reads every `stride`-th pixel only: fewer and smaller rows than the general way. */
function pointwise(x: tf.Tensor4D, dy: tf.Tensor4D, info: ConvInfo): tf.Tensor {
  const pixels = info.batchSize * info.outHeight * info.outWidth;
  const read = subsample(x, [info.strideHeight, info.strideWidth]).reshape([pixels, info.inChannels]);
  const rows = dy.reshape([pixels, info.outChannels]);
  return tf.matMul(tf.transpose(read), rows).reshape(info.filterShape);
}

function shifted(x: tf.Tensor4D, dy: tf.Tensor4D, info: ConvInfo): tf.Tensor {
  const views = shiftedViews(x, dy, info);
  // The WASM matrix product has a fast way for untransposed arguments only, so x is transposed once, before.
  const channelsFirst: tf.Tensor2D = tf.transpose(views.x);
  const taps = views.offsets.map((offset) =>
    tf.tidy(() => tf.matMul(tf.slice(channelsFirst, [0, offset], [-1, views.pixels]), views.dy)),
  );
  return tf.concat(taps, 0).reshape(info.filterShape);
}
