/**
 * Half a cosine from the learning rate down to `alpha` times it (Loshchilov & Hutter 2017), and that from then on; the
 * formula of Keras' CosineDecay (https://keras.io/api/optimizers/learning_rate_schedules/cosine_decay).
 * @param step from 0
 */
export function cosineDecay(
  step: number,
  { learningRate, decaySteps, alpha }: { learningRate: number; decaySteps: number; alpha: number },
): number {
  const cosine = (1 + Math.cos((Math.PI * Math.min(step, decaySteps)) / decaySteps)) / 2;
  return learningRate * ((1 - alpha) * cosine + alpha);
}
