/** Where the samples of one axis come from; weights are those of output sample i at `weights[i * taps + t]`. */
export interface AxisFilter {
  /** First input sample of each output sample, [outputs]. */
  first: Int32Array;
  /** How many pairs of input samples each output sample has, [outputs]; at most `taps / 2`. */
  pairs: Int32Array;
  /** Even; beyond an output's own, weights are 0. */
  taps: number;
  /** [outputs, taps]; ONE is 1. */
  weights: Int16Array;
}

/** A stretch of an axis in input samples; it may begin before the first and end after the last, which are 0 there. */
export interface Span {
  start: number;
  length: number;
}

/** A weight of 1: int16 weights, so that a processor multiplies eight at once. */
export const ONE = 2 ** 14;

/** Photos of one data set have few sizes. */
const filters = new Map<string, AxisFilter>();
const MOST_KEPT = 200;

/**
 * The triangle filter of `tf.image.resize(method='bilinear')`, in float32 as TensorFlow computes its spans and weights
 * (ComputeSpansCore in tensorflow/core/kernels/image/scale_and_translate_op.cc), then rounded to whole numbers with the
 * same sum.
 * @param inputs samples of the axis
 * @param span what of the axis is resized; what lies beyond a span inside the axis is not looked at
 * @param antialias widens the triangle by the shrink factor; else each output has at most two inputs
 */
export function axisFilter(inputs: number, span: Span, outputs: number, antialias: boolean): AxisFilter {
  const key = [inputs, span.start, span.length, outputs, antialias].join();
  const kept = filters.get(key) ?? computeFilter(inputs, span, outputs, antialias);
  if (filters.size >= MOST_KEPT) filters.clear();
  filters.set(key, kept);
  return kept;
}

function computeFilter(inputs: number, span: Span, outputs: number, antialias: boolean): AxisFilter {
  const f = Math.fround;
  const { start, length } = span;
  const inverse = f(f(1) / f(outputs / length));
  const width = antialias ? Math.max(inverse, 1) : 1;
  const reach = Math.min(2 * Math.ceil(width) + 1, length);
  const taps = reach + (reach % 2);
  const filter = {
    first: new Int32Array(outputs),
    pairs: new Int32Array(outputs),
    taps,
    weights: new Int16Array(outputs * taps),
  };
  for (let i = 0; i < outputs; i++) {
    const center = f(f(i + 0.5) * inverse);
    if (center < 0 || center > length) continue;
    const from = Math.max(0, Math.ceil(f(f(center - width) - f(0.5))));
    const to = Math.min(length - 1, Math.floor(f(f(center + width) - f(0.5))));
    const weights = Array.from({ length: Math.min(to - from + 1, reach) }, (_, t) =>
      f(Math.max(0, 1 - Math.abs(f(f(from + t + 0.5 - center) / width)))),
    );
    const total = weights.reduce((sum, weight) => f(sum + weight), 0);
    const real = weights
      .map((weight, t) => ({ at: start + from + t, weight: f(weight * f(1 / total)) }))
      .filter(({ at }) => at >= 0 && at < inputs);
    filter.first[i] = real[0]?.at ?? 0;
    filter.pairs[i] = Math.ceil(real.length / 2);
    filter.weights.set(toWhole(real.map(({ weight }) => weight)), i * taps);
  }
  return filter;
}

/** In units of 1 / ONE; what rounding takes from the sum, the largest has more. */
function toWhole(weights: readonly number[]): number[] {
  const whole = weights.map((weight) => Math.round(weight * ONE));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
  const missing = Math.round(sum(weights) * ONE) - sum(whole);
  if (missing !== 0) whole[whole.indexOf(Math.max(...whole))]! += missing;
  return whole;
}
