import type { Epoch, RunTiming } from '@teamnet/records';
import type { Stopwatch } from '../stopwatch.js';

/**
 * The times of a run in seconds. Epochs that a checkpoint brought back count as long as they took; images a second are those
 * of all training steps, each epoch having the same number of images.
 */
export function describeTiming(
  watch: Stopwatch,
  { history, startedAt, resumedFrom }: { history: readonly Epoch[]; startedAt: string; resumedFrom: number },
): RunTiming {
  const sum = (epochs: readonly Epoch[]) => epochs.reduce((total, { seconds }) => total + seconds, 0);
  const secondsPerImage = history.reduce((total, { imagesPerSecond }) => total + 1 / imagesPerSecond, 0);
  return {
    startedAt,
    total: watch.total + sum(history.slice(0, resumedFrom)),
    data: watch.seconds('data'),
    compile: watch.seconds('compile'),
    train: sum(history),
    evaluate: watch.seconds('evaluate'),
    imagesPerSecond: history.length / secondsPerImage,
  };
}
