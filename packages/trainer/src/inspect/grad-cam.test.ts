import { type EngineName, openEngine } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import goldens from '../fixtures/grad-cam.json' with { type: 'json' };
import { gradCamLayer } from './feature-layers.js';
import { gradCam } from './grad-cam.js';

const { size, classes, images: count } = goldens;
const { layers } = tf;

/** `noise` of keras_grad_cam.py. */
function noise(length: number, stream: number): number[] {
  return Array.from({ length }, (_, index) => {
    const value = Math.sin(12.9898 * index + 78.233 * (stream + 1)) * 43758.5453;
    return 2 * (value - Math.floor(value)) - 1;
  });
}

const pixels = () =>
  tf.tensor4d(
    noise(count * size * size * 3, 1000).map((value) => 127.5 + 127.5 * value),
    [count, size, size, 3],
  );

function stem(input: tf.SymbolicTensor): tf.SymbolicTensor {
  const x = layers.rescaling({ scale: 1 / 255 }).apply(input);
  return layers
    .conv2d({ filters: 8, kernelSize: 3, activation: 'relu', name: 'stem' })
    .apply(x) as tf.SymbolicTensor;
}

const bodies: Record<string, (input: tf.SymbolicTensor) => tf.SymbolicTensor> = {
  residual(input) {
    const pool = layers.maxPooling2d({ poolSize: 2 }).apply(stem(input));
    const shortcut = layers.conv2d({ filters: 12, kernelSize: 1, name: 'shortcut' }).apply(pool);
    let x = layers
      .separableConv2d({ filters: 12, kernelSize: 3, padding: 'same', useBias: false, name: 'separable' })
      .apply(pool);
    x = layers.activation({ activation: 'relu' }).apply(layers.batchNormalization({ name: 'norm' }).apply(x));
    x = layers.add({ name: 'sum' }).apply([x, shortcut] as tf.SymbolicTensor[]);
    return layers
      .dropout({ rate: 0.5 })
      .apply(layers.globalAveragePooling2d({}).apply(x)) as tf.SymbolicTensor;
  },
  pooled(input) {
    const last = layers.conv2d({ filters: 6, kernelSize: 3, strides: 2, activation: 'relu', name: 'last' });
    const pool = layers.maxPooling2d({ poolSize: 2 }).apply(last.apply(stem(input)));
    const hidden = layers.dense({ units: 5, activation: 'relu', name: 'hidden' });
    return hidden.apply(layers.flatten().apply(pool)) as tf.SymbolicTensor;
  },
  flat: (input) => layers.flatten().apply(stem(input)) as tf.SymbolicTensor,
};

/** The network of a golden case with Keras' weights; on demand as one layer of another network. */
function build({ name, weights }: (typeof goldens.cases)[number], nested = false): tf.LayersModel {
  const input = tf.input({ shape: [size, size, 3] });
  const body = tf.model({ inputs: input, outputs: bodies[name]!(input) });
  const outer = nested ? tf.input({ shape: [size, size, 3] }) : input;
  const features = nested ? (body.apply(outer) as tf.SymbolicTensor) : body.outputs[0]!;
  const head = layers.dense({ units: classes, name: 'head' });
  const model = tf.model({ inputs: outer, outputs: head.apply(features) as tf.SymbolicTensor });
  for (const weight of model.weights) {
    const kind = weight.originalName.split('/').at(-1)!;
    const values = noise(
      tf.util.sizeFromShape(weight.shape as number[]),
      weights.indexOf(weight.originalName),
    );
    const scaled = values.map((value) => {
      if (kind === 'gamma') return 1 + 0.2 * value;
      return kind === 'moving_variance' ? 1 + 0.5 * Math.abs(value) : 0.3 * value;
    });
    weight.write(tf.tensor(scaled, weight.shape as number[]));
  }
  return model;
}

describe.each<EngineName>(['native', 'wasm'])('Grad-CAM on the %s engine', (engine) => {
  beforeAll(async () => {
    await openEngine({ engine });
  });

  for (const golden of goldens.cases)
    for (const nested of [false, true])
      it(`has Keras' heat maps: ${golden.name} network${nested ? ' inside of another' : ''}`, () => {
        const model = build(golden, nested);
        const feature = gradCamLayer(model)!;
        expect(feature.layer.name).toBe(golden.layer);
        const images = pixels();
        const everyClass = Array.from({ length: classes }, (_, label) => label);
        const before = tf.memory().numTensors;
        const maps = everyClass.map((label) => gradCam(model, feature, images, Array(count).fill(label)));
        expect(tf.memory().numTensors).toBe(before);
        for (let image = 0; image < count; image++)
          for (const label of everyClass) {
            const expected = golden.maps[image * classes + label]!;
            const found = maps[label]![image]!;
            expect(found.length).toBe(expected.length);
            const worst = Math.max(...expected.map((value, at) => Math.abs(value - found[at]!)));
            expect(worst, `image ${image}, label ${label}`).toBeLessThan(1e-4);
          }
        // Looking inside changes nothing: the layer is as before.
        expect(Object.hasOwn(feature.layer, 'call')).toBe(false);
      });
});

it('a network whose layers have no rows and columns has no layer to weigh', async () => {
  await openEngine({ engine: 'cpu' });
  const model = tf.sequential({
    layers: [layers.flatten({ inputShape: [size, size, 3] }), layers.dense({ units: classes })],
  });
  expect(gradCamLayer(model)).toBeNull();
});
