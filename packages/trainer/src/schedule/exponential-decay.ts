export interface ExponentialDecayOptions {
  learningRate: number;
  decaySteps: number;
  decayRate: number;
  /** In stairs of `decaySteps` instead of smoothly. */
  staircase: boolean;
}

/**
 * `learningRate * decayRate ^ (step / decaySteps)`; the formula of Keras' ExponentialDecay
 * (https://keras.io/api/optimizers/learning_rate_schedules/exponential_decay).
 * @param step from 0
 */
export function exponentialDecay(
  step: number,
  { learningRate, decaySteps, decayRate, staircase }: ExponentialDecayOptions,
): number {
  const times = step / decaySteps;
  return learningRate * decayRate ** (staircase ? Math.floor(times) : times);
}
