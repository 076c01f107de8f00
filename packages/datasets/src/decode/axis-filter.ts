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

/** Photos of one data set have few sizes; a filter is a few kilobytes. */
const filters = new Map<string, AxisFilter>();
const MOST_KEPT = 1000;

/**
 * The triangle filter of `tf.image.resize(method='bilinear')`, in float32 as TensorFlow computes its spans and weights
 * (ComputeSpansCore in tensorflow/core/kernels/image/scale_and_translate_op.cc), then rounded to whole numbers with the
 * same sum.
 * @param inputs samples of the axis
 * @param span what of the axis is resized; what lies beyond a span inside the axis is not looked at
 * @param antialias widens the triangle by the shrink factor; else each output has at most two inputs
 */
export function axisFilter(inputs: number, span: Span, outputs: number, antialias: boolean): AxisFilter {
  const key = `${inputs} ${span.start} ${span.length} ${outputs} ${antialias}`;
  const kept = filters.get(key);
  if (kept) return kept;
  if (filters.size >= MOST_KEPT) filters.clear();
  const filter = computeFilter(inputs, span, outputs, antialias);
  filters.set(key, filter);
  return filter;
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
  const weights = new Float32Array(reach);
  for (let i = 0; i < outputs; i++) {
    const center = f(f(i + 0.5) * inverse);
    if (center < 0 || center > length) continue;
    const from = Math.max(0, Math.ceil(f(f(center - width) - f(0.5))));
    const to = Math.min(length - 1, Math.floor(f(f(center + width) - f(0.5))), from + reach - 1);
    let total = 0;
    for (let at = from; at <= to; at++) {
      weights[at - from] = Math.max(0, 1 - Math.abs(f(f(at + 0.5 - center) / width)));
      total = f(total + weights[at - from]!);
    }
    for (let at = from; at <= to; at++) weights[at - from]! *= f(1 / total);
    // Samples beyond the axis are 0 and left out.
    const realFrom = Math.max(from, -start);
    const realTo = Math.min(to, inputs - 1 - start);
    if (realFrom > realTo) continue;
    filter.first[i] = start + realFrom;
    filter.pairs[i] = (realTo - realFrom + 2) >> 1;
    setWhole(filter.weights, i * taps, weights.subarray(realFrom - from, realTo - from + 1));
  }
  return filter;
}

/** Writes weights in units of 1 / ONE; what rounding takes from their sum, the largest has more. */
function setWhole(whole: Int16Array, at: number, weights: Float32Array): void {
  let sum = 0;
  let missing = 0;
  let largest = 0;
  for (const [t, weight] of weights.entries()) {
    whole[at + t] = Math.round(weight * ONE);
    sum += weight * ONE;
    missing -= whole[at + t]!;
    if (weight > weights[largest]!) largest = t;
  }
  whole[at + largest]! += Math.round(sum) + missing;
}
