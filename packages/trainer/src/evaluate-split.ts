import { setImmediate } from 'node:timers/promises';
import type { Program } from '@teamnet/engine';
import { softmax } from './results/softmax.js';
import { evaluateName } from './step-functions.js';
import type { TrainingBatch, TrainingSplit } from './training-split.js';

/** What a network says about the images of a split, in the split's order. */
export interface Predictions {
  /** Mean cross-entropy. */
  loss: number;
  /** Top-1, 0..1. */
  accuracy: number;
  /** Label numbers. */
  labels: Int32Array;
  /** Numbers of the most probable label; the first of equals. */
  predicted: Int32Array;
  /** Softmax probabilities of each image, one row an image. */
  probabilities: Float32Array[];
}

/**
 * Runs the program's evaluation over a whole split, in its order.
 * @param batchSize the batch that the program has an evaluation of; the last batch is filled up with black images,
 *   whose results are dropped (images do not influence each other outside training)
 * @param signal stops between two batches by throwing its reason
 */
export async function evaluateSplit(
  program: Pick<Program, 'run'>,
  split: TrainingSplit,
  batchSize: number,
  signal?: AbortSignal,
): Promise<Predictions> {
  const labels: number[] = [];
  const predicted: number[] = [];
  const probabilities: Float32Array[] = [];
  let lossSum = 0;
  let correct = 0;
  for (const batch of split.batches({ batchSize })) {
    signal?.throwIfAborted();
    const count = batch.labels.length;
    const outputs = program.run(evaluateName(batchSize), fill(batch, batchSize));
    const logits = outputs.logits!;
    const classes = logits.length / batchSize;
    for (let i = 0; i < count; i++) {
      const row = softmax(logits.subarray(i * classes, (i + 1) * classes));
      const best = row.indexOf(Math.max(...row));
      labels.push(batch.labels[i]!);
      predicted.push(best);
      probabilities.push(row);
      lossSum += outputs.losses![i]!;
      if (best === batch.labels[i]) correct++;
    }
    await setImmediate();
  }
  const n = labels.length;
  return {
    loss: lossSum / n,
    accuracy: correct / n,
    labels: Int32Array.from(labels),
    predicted: Int32Array.from(predicted),
    probabilities,
  };
}

function fill(batch: TrainingBatch, batchSize: number) {
  const count = batch.labels.length;
  if (count === batchSize) return { images: batch.images, labels: batch.labels };
  const length = (batch.images.length / count) * batchSize;
  const images = batch.images instanceof Uint8Array ? new Uint8Array(length) : new Float32Array(length);
  images.set(batch.images);
  const labels = new Int32Array(batchSize);
  labels.set(batch.labels);
  return { images, labels };
}
