import type { Epoch } from '@teamnet/records';
import type { Random } from './random.js';

/** Images that a training sees, so that each accuracy is a number of images. */
export interface SplitSizes {
  train: number;
  validation: number;
}

/**
 * Losses that fall off and, after a turning point, come apart, with a noise of their own; ends as early stopping ends
 * it.
 * @param share of test images that the network gets right in the end
 */
export function simulateHistory(
  random: Random,
  { share, epochs, patience }: { share: number; epochs: number; patience: number },
  { train, validation }: SplitSizes,
): Epoch[] {
  const turning = random.between(6, 24);
  const rise = random.between(0.004, 0.04);
  const pace = random.between(20, 240);
  const images = (part: number, of: number) => Math.round(Math.min(0.998, Math.max(0.05, part)) * of) / of;
  const history: Epoch[] = [];
  let best = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const learned = 1 - Math.exp((-3 * epoch) / turning);
    const past = Math.max(0, epoch - turning);
    const imagesPerSecond = pace * random.between(0.9, 1.1);
    history.push({
      epoch,
      loss: 1.5 - learned * (0.9 + share * 0.35) - past * 0.015 + random.between(0, 0.03),
      accuracy: images(0.3 + learned * (share - 0.26) + past * 0.01, train),
      validationLoss: 1.45 - learned * (0.55 + share * 0.5) + past * rise + random.between(0, 0.06),
      validationAccuracy: images(
        0.3 + learned * (share - 0.3) - past * rise * 0.3 + random.between(0, 0.03),
        validation,
      ),
      learningRate: 0.001,
      seconds: train / imagesPerSecond,
      imagesPerSecond,
    });
    if (best === 0 || history.at(-1)!.validationLoss < history[best - 1]!.validationLoss) best = epoch;
    if (epoch - best >= patience) break;
  }
  return history;
}
