import { setImmediate } from 'node:timers/promises';
import { modelVariables } from '@teamnet/core-blocks';
import type { DecodedSplit } from '@teamnet/datasets';
import { type ComputePrecision, type Engine, openProgram } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import type { SplitNetwork } from './split-head.js';

/** Fixed, so that features do not depend on the training's batch size. */
const BATCH = 32;

/**
 * What a network says of each image before its head, in inference mode: of all splits one after the other.
 * @param options.onProgress images done, of all splits
 * @returns [numExamples, …] of each split, flat, float32
 */
export async function computeFeatures(
  model: tf.LayersModel,
  { features }: SplitNetwork,
  splits: readonly DecodedSplit[],
  options: {
    engine: Engine;
    mode: 'compiled' | 'eager';
    precision?: ComputePrecision | undefined;
    signal?: AbortSignal | undefined;
    onProgress(done: number, total: number): void;
  },
): Promise<Float32Array[]> {
  const { engine, mode, precision, signal, onProgress } = options;
  const base = tf.model({ inputs: model.inputs, outputs: features });
  const variables = modelVariables(base);
  const [, side] = model.inputs[0]!.shape as [null, number];
  const program = await openProgram(engine, {
    variables: [...variables.trainable, ...variables.nonTrainable],
    functions: [
      {
        name: 'features',
        inputs: { images: { shape: [BATCH, side, side, 3], dtype: 'uint8' } },
        run: ({ images }) => ({ features: base.apply(images!, { training: false }) as tf.Tensor }),
      },
    ],
    mode,
    ...(precision === undefined ? {} : { precision }),
  });
  try {
    const total = splits.reduce((sum, { numExamples }) => sum + numExamples, 0);
    let done = 0;
    const results: Float32Array[] = [];
    for (const split of splits) {
      let result: Float32Array | undefined;
      let at = 0;
      for (const { images, labels } of split.batches({ batchSize: BATCH })) {
        signal?.throwIfAborted();
        // The last batch is filled up with black images; images do not influence each other.
        const full = new Uint8Array(BATCH * side * side * 3);
        full.set(images);
        const values = program.run('features', { images: full }).features!;
        const size = values.length / BATCH;
        result ??= new Float32Array(split.numExamples * size);
        result.set(values.subarray(0, labels.length * size), at * size);
        at += labels.length;
        done += labels.length;
        onProgress(done, total);
        await setImmediate();
      }
      results.push(result!);
    }
    return results;
  } finally {
    program.dispose();
  }
}
