/**
 * `values[0]` up to and with step `boundaries[0]`, then `values[1]`, and so on, as Keras' PiecewiseConstantDecay
 * (https://keras.io/api/optimizers/learning_rate_schedules/piecewise_constant_decay).
 * @param step from 0
 * @param boundaries rising
 * @param values learning rates, one more than boundaries
 */
export function piecewiseConstantDecay(
  step: number,
  boundaries: readonly number[],
  values: readonly number[],
): number {
  const place = boundaries.findIndex((boundary) => step <= boundary);
  return values.at(place)!;
}
