import { augment, makeOptimizer, modelVariables } from '@teamnet/core-blocks';
import { type EngineName, openEngine, openProgram, withStepSeed } from '@teamnet/engine';
import { AUGMENTATION_NAMES, type Augmentation } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { describe, expect, it } from 'vitest';
import { type StepOptions, trainFunction, trainName } from './step-functions.js';

const [size, classes] = [9, 3];

/** Runs three steps of a linear network, and gives its outputs and the logits that the first step saw. */
async function train(
  augmentations: readonly Augmentation[],
  options: StepOptions = {},
  batch = 12,
  name: EngineName = 'native',
  mode: 'compiled' | 'eager' = 'compiled',
) {
  const engine = await openEngine({ engine: name });
  const model = tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: [size, size, 3] }),
      tf.layers.rescaling({ scale: 1 / 255 }),
      tf.layers.dense({ units: classes, kernelInitializer: tf.initializers.glorotUniform({ seed: 3 }) }),
    ],
  });
  const { trainable } = modelVariables(model);
  const optimizer = makeOptimizer({ name: 'sgd', learningRate: 0.01 }, trainable);
  const labels = Int32Array.from({ length: batch }, (_, index) => index % classes);
  const images = Uint8Array.from(
    { length: batch * size * size * 3 },
    (_, index) => 127 + 120 * Math.sin(index),
  );
  const seed = Int32Array.of(5, 0);
  const first = tf.tidy(() =>
    withStepSeed(tf.tensor1d(seed), () => {
      const { images: seen, mix } = augment(
        tf.tensor4d(Float32Array.from(images), [batch, size, size, 3]),
        augmentations,
      );
      const logits = model.apply(seen) as tf.Tensor2D;
      return {
        logProbabilities: tf.logSoftmax(logits).arraySync() as number[][],
        shares: [...(mix?.share.dataSync() ?? [])],
        partners: [...(mix?.partner.dataSync() ?? [])],
      };
    }),
  );
  const program = await openProgram(engine, {
    variables: [...trainable, ...optimizer.state],
    functions: [trainFunction({ model, imageSize: size }, optimizer, batch, augmentations, options)],
    mode,
  });
  const outputs = [0, 1, 2].map((step) => {
    const inputs = { images, labels, seed: Int32Array.of(5, step), learningRate: Float32Array.of(0.01) };
    const { loss, correct, objective } = program.run(trainName(batch), inputs);
    return { loss: loss![0]!, correct: correct![0]!, objective: objective?.[0] };
  });
  const { fallback } = program;
  program.dispose();
  tf.dispose(optimizer.state);
  model.dispose();
  return { ...first, labels, outputs, fallback };
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

describe.each([['mixup'], ['cutmix'], ['mixup', 'cutmix']] as Augmentation[][])(
  'a training step with %s %s',
  (...augmentations) => {
    it('has the loss of both labels, each by its share, with class weights and label smoothing too', async () => {
      const [smoothing, weights] = [0.2, [1, 3, 0.5]];
      const options = { labelSmoothing: smoothing, classWeights: weights };
      const { logProbabilities, shares, partners, labels, outputs } = await train(augmentations, options);
      const smooth = (row: number[], label: number) => -(1 - smoothing) * row[label]! - smoothing * mean(row);
      const both = (lossOf: (row: number[], label: number) => number) =>
        mean(
          logProbabilities.map((row, index) => {
            const [own, other] = [labels[index]!, labels[partners[index]!]!];
            return shares[index]! * lossOf(row, own) + (1 - shares[index]!) * lossOf(row, other);
          }),
        );
      expect(shares.some((share) => share > 0.05 && share < 0.95)).toBe(true);
      expect(outputs[0]!.loss).toBeCloseTo(
        both((row, label) => -row[label]!),
        4,
      );
      expect(outputs[0]!.objective).toBeCloseTo(
        both((row, label) => weights[label]! * smooth(row, label)),
        4,
      );
      const correct = logProbabilities.filter((row, index) => {
        const main = shares[index]! >= 0.5 ? labels[index]! : labels[partners[index]!]!;
        return row.indexOf(Math.max(...row)) === main;
      });
      expect(outputs[0]!.correct).toBe(correct.length);
    });
  },
);

describe('a training step with every augmentation', () => {
  // 11 images of 9 x 9 pixels: nothing is a round number.
  const losses = async (
    kinds: readonly Augmentation[],
    name: EngineName,
    mode: 'compiled' | 'eager' = 'eager',
  ) => {
    const { outputs, fallback } = await train(kinds, {}, 11, name, mode);
    expect(fallback).toBeUndefined();
    return outputs.map(({ loss }) => loss);
  };

  it('is compiled, and then learns as it does eagerly and in WASM', async () => {
    const compiled = await losses(AUGMENTATION_NAMES, 'native', 'compiled');
    expect(new Set(compiled).size).toBe(3);
    for (const name of ['native', 'wasm'] as const)
      for (const [step, loss] of (await losses(AUGMENTATION_NAMES, name)).entries())
        expect(loss, name).toBeCloseTo(compiled[step]!, 4);
  });

  it('learns alike in plain JavaScript, but for what tfjs reflects in another way there', async () => {
    const kinds = AUGMENTATION_NAMES.filter(
      (name) => !['flip', 'rotate', 'zoom', 'translate'].includes(name),
    );
    const native = await losses(kinds, 'native');
    for (const [step, loss] of (await losses(kinds, 'cpu')).entries())
      expect(loss).toBeCloseTo(native[step]!, 4);
  });
});
