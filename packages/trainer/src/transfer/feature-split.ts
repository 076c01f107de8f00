import { type BatchOptions, shuffledIndices } from '@teamnet/datasets';
import type { TrainingBatch, TrainingSplit } from '../training-split.js';

/** The features of a split's images, in the split's order; its batches are those that the images would have. */
export class FeatureSplit implements TrainingSplit {
  /**
   * @param features [numExamples, …], flat
   * @param labels [numExamples], label numbers
   */
  constructor(
    readonly features: Float32Array,
    readonly labels: Int32Array,
  ) {}

  get numExamples(): number {
    return this.labels.length;
  }

  *batches({ batchSize, shuffleSeed, epoch = 0 }: BatchOptions): Generator<TrainingBatch> {
    const { numExamples } = this;
    const size = this.features.length / numExamples;
    const order = shuffleSeed === undefined ? undefined : shuffledIndices(numExamples, shuffleSeed, epoch);
    for (let start = 0; start < numExamples; start += batchSize) {
      const count = Math.min(batchSize, numExamples - start);
      const images = new Float32Array(count * size);
      const labels = new Int32Array(count);
      for (let i = 0; i < count; i++) {
        const index = order?.[start + i] ?? start + i;
        images.set(this.features.subarray(index * size, (index + 1) * size), i * size);
        labels[i] = this.labels[index]!;
      }
      yield { images, labels };
    }
  }
}
