import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine, withStepSeed } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { blocks } from '../blocks/all-blocks.js';
import { buildModel } from '../build-model.js';
import { BatchNormalization } from './batch-normalization.js';
import { Dropout } from './dropout.js';

beforeAll(async () => {
  await openEngine();
});

const inStep = <T>(step: number, run: () => T) => withStepSeed(tf.tensor1d([7, step], 'int32'), run);

describe('Dropout', () => {
  it('while training drops about its rate, scales up the rest, and draws anew in each step', () => {
    const layer = new Dropout({ rate: 0.25 });
    const train = (step: number) =>
      inStep(step, () => (layer.apply(tf.ones([4000]), { training: true }) as tf.Tensor).dataSync());
    const values = [...train(1)];
    expect(new Set(values)).toEqual(new Set([0, Math.fround(4 / 3)]));
    expect(values.filter((value) => value === 0).length / 4000).toBeCloseTo(0.25, 1);
    expect([...train(1)]).toEqual(values);
    expect([...train(2)]).not.toEqual(values);
  });

  it('does nothing when it does not train', () => {
    const x = tf.range(0, 5);
    expect([...(new Dropout({ rate: 0.5 }).apply(x) as tf.Tensor).dataSync()]).toEqual([0, 1, 2, 3, 4]);
  });

  it('does not train outside a step, where its numbers would be the same for ever', () => {
    expect(() => new Dropout({ rate: 0.5 }).apply(tf.ones([2]), { training: true })).toThrow(/step/i);
  });
});

describe('BatchNormalization', () => {
  it('normalizes over the batch while training and moves its averages by a hundredth', () => {
    const layer = new BatchNormalization();
    const x = tf.tensor4d([1, 10, 3, 30, 5, 50, 7, 70], [2, 2, 1, 2]);
    const y = layer.apply(x, { training: true }) as tf.Tensor4D;
    const { mean, variance } = tf.moments(y, [0, 1, 2]);
    for (const value of mean.dataSync()) expect(value).toBeCloseTo(0, 5);
    for (const value of variance.dataSync()) expect(value).toBeCloseTo(1, 2);
    const [, , movingMean, movingVariance] = layer.getWeights().map((weight) => [...weight.dataSync()]);
    for (const [index, value] of [0.04, 0.4].entries()) expect(movingMean![index]).toBeCloseTo(value, 5);
    // The population's variances are 5 and 500 (a sample's would be 6.67 and 667).
    for (const [index, value] of [1.04, 5.99].entries()) expect(movingVariance![index]).toBeCloseTo(value, 4);
  });

  it('has its weights in the order of Keras and tfjs', () => {
    const layer = new BatchNormalization();
    layer.build([null, 4, 4, 2]);
    expect(layer.weights.map((weight) => weight.originalName)).toEqual([
      'gamma',
      'beta',
      'moving_mean',
      'moving_variance',
    ]);
  });

  it('handles ranks other than four as tfjs does', () => {
    const x = tf.tensor2d([1, 2, 3, 4, 5, 9], [3, 2]);
    const ours = new BatchNormalization().apply(x, { training: true }) as tf.Tensor;
    const theirs = tf.layers.batchNormalization().apply(x, { training: true }) as tf.Tensor;
    expect([...ours.dataSync()]).toEqual([...theirs.dataSync()]);
  });
});

describe('a saved network', () => {
  const miniXception = () =>
    buildModel({ name: 'mini-xception', options: { sizes: [4, 8] } }, { imageSize: 12, classes: 3, seed: 1 });
  /** Every layer that the pretrained networks and the extras have. */
  const others = async () => {
    const inputs = tf.input({ shape: [12, 12, 3] });
    let x = blocks.caffePreprocess(inputs);
    x = blocks.mbConvBlock(x, { name: 'block1', filters: 16, strides: 2 });
    x = blocks.inceptionBlock(x, { name: 'block2', filters: 16 });
    x = blocks.squeezeExcitation(x, { name: 'block3' });
    return tf.model({ inputs, outputs: blocks.classifierHead(x, { classes: 3, dropout: 0.5 }) });
  };

  it.each([
    { what: 'mini-xception', build: miniXception },
    { what: 'one of all other blocks', build: others },
  ])(
    '$what loads in plain tfjs, in a process that knows nothing of Teamnet, and gives the same logits',
    async ({ build }) => {
      const model = await build();
      const images = tf.fill([1, 12, 12, 3], 99) as tf.Tensor4D;
      inStep(1, () =>
        model.apply(tf.randomUniform([4, 12, 12, 3], 0, 255, 'float32', 1), { training: true }),
      );
      const logits = [...(model.apply(images) as tf.Tensor).dataSync()];
      const folder = mkdtempSync(join(tmpdir(), 'teamnet-model-'));
      try {
        await model.save(`file://${folder}`);
        const script = `
        import { readFileSync } from 'node:fs';
        import * as tf from '@tensorflow/tfjs';
        tf.env().set('PROD', true);
        const { modelTopology, weightsManifest } = JSON.parse(readFileSync('${folder}/model.json', 'utf8'));
        const bytes = readFileSync('${folder}/' + weightsManifest[0].paths[0]);
        const model = await tf.loadLayersModel(tf.io.fromMemory({
          modelTopology, weightSpecs: weightsManifest[0].weights,
          weightData: bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length) }));
        const ours = model.layers.some((layer) => String(layer.constructor).includes('fusedBatchNorm'));
        console.log(JSON.stringify({ ours, logits: [...model.predict(tf.fill([1, 12, 12, 3], 99)).dataSync()] }));`;
        const out = execFileSync(process.execPath, ['--input-type=module', '-e', script], {
          cwd: import.meta.dirname,
          encoding: 'utf8',
        });
        const stock = JSON.parse(out) as { ours: boolean; logits: number[] };
        expect(stock.ours).toBe(false);
        for (const [index, value] of logits.entries()) expect(stock.logits[index]).toBeCloseTo(value, 4);
        const loaded = await tf.loadLayersModel(`file://${folder}/model.json`);
        expect(loaded.layers.some((layer) => layer instanceof BatchNormalization)).toBe(true);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
