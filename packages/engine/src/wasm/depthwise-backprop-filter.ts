import * as tf from '@tensorflow/tfjs';
import { asWasm, floatsOf } from './heap.js';
import { padOrCrop } from './pad-or-crop.js';

type ConvInfo = tf.backend_util.Conv2DInfo;

/**
 * Gradient of a depthwise convolution for its filter: for each filter tap the sum over all pixels of shifted input times
 * output gradient, in one pass over the numbers in WASM memory with float64 sums.
 *
 * Inputs `x` float32 `[batch, inHeight, inWidth, inChannels]` and `dy` float32
 * `[batch, outHeight, outWidth, inChannels * multiplier]`; output float32
 * `[filterHeight, filterWidth, inChannels, multiplier]`. Any stride, padding `same`, `valid` or explicit; tfjs asks for
 * dilation rate 1 only.
 */
export const depthwiseBackpropFilter: tf.KernelConfig = {
  kernelName: tf.DepthwiseConv2dNativeBackpropFilter,
  backendName: 'wasm',
  kernelFunc: ({ inputs, attrs, backend }) => {
    const { strides, pad, dimRoundingMode, filterShape } =
      attrs as unknown as tf.DepthwiseConv2dNativeBackpropFilterAttrs;
    const x = inputs.x as tf.Tensor4D;
    const dy = inputs.dy as tf.Tensor4D;
    const info = tf.backend_util.computeConv2DInfo(
      x.shape,
      filterShape,
      strides,
      1,
      pad,
      dimRoundingMode,
      true,
    );
    const wasm = asWasm(backend);
    const { top, bottom, left, right } = info.padInfo;
    // With its padding written out, every filter tap has a pixel to read for every output.
    const padded = tf.tidy(() => padOrCrop(repeatChannels(x, filterShape[3]), [top, bottom], [left, right]));
    const out = wasm.makeOutput(filterShape, 'float32');
    floatsOf(wasm, out).set(correlate(floatsOf(wasm, padded), floatsOf(wasm, dy), padded.shape, info));
    padded.dispose();
    return out;
  },
};

/** `[…, channels]` to `[…, channels * times]`, each channel `times` times in a row, as the outputs lie. */
function repeatChannels(x: tf.Tensor4D, times: number): tf.Tensor4D {
  if (times === 1) return x;
  const [batch, height, width, channels] = x.shape;
  const repeated = tf.tile(x.reshape([batch * height * width, channels, 1]), [1, 1, times]);
  return repeated.reshape([batch, height, width, channels * times]);
}

/** Filter taps in order, each `channels` sums of products. */
function correlate(
  x: Float32Array,
  dy: Float32Array,
  [, height, width, channels]: tf.Tensor4D['shape'],
  info: ConvInfo,
): Float64Array {
  const { outHeight, outWidth, filterHeight, filterWidth } = info;
  const sums = new Float64Array(filterHeight * filterWidth * channels);
  const step = info.strideWidth * channels;
  for (let image = 0; image < info.batchSize; image++) {
    for (let outRow = 0; outRow < outHeight; outRow++) {
      const dyFrom = (image * outHeight + outRow) * outWidth * channels;
      for (let filterRow = 0; filterRow < filterHeight; filterRow++) {
        const inRow = image * height + outRow * info.strideHeight + filterRow;
        for (let tap = 0; tap < filterWidth; ) {
          const xFrom = (inRow * width + tap) * channels;
          const sumsFrom = (filterRow * filterWidth + tap) * channels;
          const addTaps = filterWidth - tap >= 3 ? addThreeTaps : addOneTap;
          addTaps(sums, sumsFrom, x, xFrom, step, dy, dyFrom, outWidth, channels);
          tap += addTaps === addThreeTaps ? 3 : 1;
        }
      }
    }
  }
  return sums;
}

type AddTaps = (
  sums: Float64Array,
  sumsFrom: number,
  x: Float32Array,
  xFrom: number,
  xStep: number,
  dy: Float32Array,
  dyFrom: number,
  pixels: number,
  channels: number,
) => void;

/** Three neighbouring taps share each number of dy: twice as fast as one by one. */
const addThreeTaps: AddTaps = (sums, sumsFrom, x, xFrom, xStep, dy, dyFrom, pixels, channels) => {
  for (let channel = 0; channel < channels; channel++) {
    let first = 0;
    let second = 0;
    let third = 0;
    let xAt = xFrom + channel;
    let dyAt = dyFrom + channel;
    for (let pixel = 0; pixel < pixels; pixel++, xAt += xStep, dyAt += channels) {
      const gradient = dy[dyAt]!;
      first += x[xAt]! * gradient;
      second += x[xAt + channels]! * gradient;
      third += x[xAt + 2 * channels]! * gradient;
    }
    sums[sumsFrom + channel]! += first;
    sums[sumsFrom + channels + channel]! += second;
    sums[sumsFrom + 2 * channels + channel]! += third;
  }
};

const addOneTap: AddTaps = (sums, sumsFrom, x, xFrom, xStep, dy, dyFrom, pixels, channels) => {
  for (let channel = 0; channel < channels; channel++) {
    let sum = 0;
    let xAt = xFrom + channel;
    let dyAt = dyFrom + channel;
    for (let pixel = 0; pixel < pixels; pixel++, xAt += xStep, dyAt += channels) sum += x[xAt]! * dy[dyAt]!;
    sums[sumsFrom + channel]! += sum;
  }
};
