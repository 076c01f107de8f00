import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { WasmMemoryError } from './errors.js';
import { asWasm } from './heap.js';
import { openWasm, type WasmEngine } from './open-wasm.js';

const classes = 3;
const steps = 10;

let engine: WasmEngine;

beforeAll(async () => {
  tf.env().set('PROD', true);
  engine = await openWasm();
});

/** The book's small Xception (chapter 9) with two blocks, its layers and strides whole, its widths small. */
function smallXception(): tf.LayersModel {
  const seeded = () => tf.initializers.glorotUniform({ seed: 3 });
  const separable = (filters: number) =>
    tf.layers.separableConv2d({
      filters,
      kernelSize: 3,
      padding: 'same',
      useBias: false,
      depthwiseInitializer: seeded(),
      pointwiseInitializer: seeded(),
    });
  const input = tf.input({ shape: [17, 17, 3] });
  let x = tf.layers
    .conv2d({ filters: 4, kernelSize: 5, useBias: false, kernelInitializer: seeded() })
    .apply(input) as tf.SymbolicTensor;
  for (const filters of [6, 8]) {
    const residual = tf.layers
      .conv2d({
        filters,
        kernelSize: 1,
        strides: 2,
        padding: 'same',
        useBias: false,
        kernelInitializer: seeded(),
      })
      .apply(x) as tf.SymbolicTensor;
    for (let i = 0; i < 2; i++) {
      x = tf.layers.batchNormalization().apply(x) as tf.SymbolicTensor;
      x = tf.layers.reLU().apply(x) as tf.SymbolicTensor;
      x = separable(filters).apply(x) as tf.SymbolicTensor;
    }
    x = tf.layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }).apply(x) as tf.SymbolicTensor;
    x = tf.layers.add().apply([x, residual]) as tf.SymbolicTensor;
  }
  x = tf.layers
    .conv2d({ filters: 8, kernelSize: 3, padding: 'same', kernelInitializer: seeded() })
    .apply(x) as tf.SymbolicTensor;
  x = tf.layers.globalAveragePooling2d({}).apply(x) as tf.SymbolicTensor;
  const output = tf.layers.dense({ units: classes, kernelInitializer: seeded() }).apply(x);
  return tf.model({ inputs: input, outputs: output as tf.SymbolicTensor });
}

/** The loss before each of ten Adam steps on one fixed batch. */
async function lossesOn(backend: string): Promise<number[]> {
  await tf.setBackend(backend);
  const model = smallXception();
  const images = tf.randomNormal([8, 17, 17, 3], 0, 1, 'float32', 5);
  const labels = tf.tidy(() => tf.oneHot(tf.tensor1d([0, 1, 2, 0, 1, 2, 0, 1], 'int32'), classes));
  const optimizer = tf.train.adam(0.01);
  const losses: number[] = [];
  for (let step = 0; step < steps; step++) {
    const loss = optimizer.minimize(
      () =>
        tf.losses.softmaxCrossEntropy(
          labels,
          model.apply(images, { training: true }) as tf.Tensor,
        ) as tf.Scalar,
      true,
    )!;
    losses.push(loss.dataSync()[0]!);
    loss.dispose();
  }
  tf.dispose([images, labels]);
  model.dispose();
  optimizer.dispose();
  return losses;
}

describe('The WASM engine', () => {
  it('opens with SIMD, its version and one thread, and without native TensorFlow', () => {
    expect(engine).toMatchObject({ version: '4.22.0', device: 'cpu (SIMD)', threads: 1 });
    expect(engine.tf.findBackend('tensorflow')).toBeNull();
  });

  it('may be opened again', async () => {
    await tf.setBackend('cpu');
    expect((await openWasm()).tf.getBackend()).toBe('wasm');
  });

  it('says so when its 4 GB are full, and goes on', () => {
    expect(() => asWasm(tf.backend()).makeOutput([2 ** 30 - 1], 'float32')).toThrow(WasmMemoryError);
    expect(tf.tidy(() => tf.ones([4]).sum().dataSync()[0])).toBe(4);
  });

  it('trains a small Xception with the same losses as plain JavaScript, and they fall', async () => {
    const ours = await lossesOn('wasm');
    const theirs = await lossesOn('cpu');
    for (const [step, loss] of ours.entries()) expect(Math.abs(loss - theirs[step]!)).toBeLessThan(1e-3);
    expect(ours[steps - 1]!).toBeLessThan(0.8 * ours[0]!);
  });

  it('keeps no memory from one step to the next', async () => {
    await lossesOn('wasm');
    const { numTensors, numDataBuffers } = tf.memory();
    await lossesOn('wasm');
    expect(tf.memory()).toMatchObject({ numTensors, numDataBuffers });
  });
});
