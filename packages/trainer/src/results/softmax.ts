/** Softmax of one row of logits, computed with the largest taken off first so that nothing overflows. */
export function softmax(logits: Float32Array): Float32Array {
  const largest = Math.max(...logits);
  const exponentials = Float64Array.from(logits, (logit) => Math.exp(logit - largest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return Float32Array.from(exponentials, (value) => value / sum);
}
