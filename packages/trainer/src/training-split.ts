import type { BatchOptions, DecodedSplit } from '@teamnet/datasets';

/** What a training step takes: images uint8 [batch, S, S, 3], or their features float32 [batch, …], flat. */
export interface TrainingBatch {
  images: Uint8Array | Float32Array;
  /** [batch]. */
  labels: Int32Array;
}

/** A split as training and evaluation go over it: its images, or features in their place. */
export interface TrainingSplit extends Pick<DecodedSplit, 'numExamples'> {
  batches(options: BatchOptions): Iterable<TrainingBatch>;
}
