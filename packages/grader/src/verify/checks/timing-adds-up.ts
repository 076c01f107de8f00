import { isClose, type RunCheck, sum } from '../run-check.js';

/** The seconds of the epochs and of the parts make the whole, and are enough for the images that were trained. */
export const timingAddsUp: RunCheck = {
  id: 'timing',
  *find({ run }) {
    const { timing, history, dataset, settings } = run;
    const seconds = sum(history.map((epoch) => epoch.seconds));
    if (!isClose(timing.train, seconds, 1e-6))
      yield `timing.train is ${timing.train} s, the epochs took ${seconds} s`;
    const parts = timing.data + timing.compile + timing.train + timing.evaluate;
    if (parts > timing.total * 1.001 + 0.01)
      yield `timing.total is ${timing.total} s, its parts took ${parts} s`;
    const mean = history.length / sum(history.map(({ imagesPerSecond }) => 1 / imagesPerSecond));
    if (Number.isFinite(mean) && !isClose(timing.imagesPerSecond, mean, 1e-6))
      yield `timing.imagesPerSecond is ${timing.imagesPerSecond}, the epochs' mean is ${mean}`;
    const { train } = dataset.splits;
    // Images that the network trains on from features took their time before.
    for (const epoch of settings.training.transfer ? [] : history)
      if (train.numExamples / epoch.imagesPerSecond > epoch.seconds * 1.01 + 0.01)
        yield `epoch ${epoch.epoch} took ${epoch.seconds} s for ${train.numExamples} images, which is faster than its ${epoch.imagesPerSecond} images a second`;
  },
};
