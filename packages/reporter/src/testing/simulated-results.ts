import type { Epoch } from '@teamnet/records';

/** Falls off exponentially; after the turning epoch the validation loss rises again, and patience 5 ends it. */
export function makeHistory(share: number, turning: number, rise: number, epochs: number): Epoch[] {
  const length = Math.min(epochs, turning + 5);
  return Array.from({ length }, (_, index) => {
    const epoch = index + 1;
    const learned = 1 - Math.exp(-epoch / (turning / 3));
    const ripple = 0.012 * Math.sin(epoch * 2.1);
    const past = Math.max(0, epoch - turning);
    return {
      epoch,
      loss: 1.5 - learned * (0.9 + share * 0.35) - past * 0.02,
      accuracy: Math.min(
        0.998,
        0.3 + learned * (share - 0.28) + past * 0.01 + (rise > 0.008 ? 0.06 * learned : 0),
      ),
      validationLoss: 1.45 - learned * (0.55 + share * 0.5) + past * (rise + 0.002) + Math.abs(ripple) * 0.2,
      validationAccuracy: 0.3 + learned * (share - 0.3) - past * rise * 0.4 + ripple,
      learningRate: 0.001,
      seconds: 11.5,
      imagesPerSecond: 232.6,
    };
  });
}

/** Mistakes go mostly to the next label, fewer to the others; the second label is the hardest. */
export function makeConfusion(counts: readonly number[], share: number): number[][] {
  return counts.map((count, actual) => {
    const row = counts.map(() => 0);
    let wrong = Math.round(count * (1 - share) * (actual === 1 ? 1.5 : 0.9));
    row[actual] = count - wrong;
    for (let step = 1; step < counts.length; step++) {
      const part = step === counts.length - 1 ? wrong : Math.ceil(wrong * 0.6);
      row[(actual + step) % counts.length] = part;
      wrong -= part;
    }
    return row;
  });
}
