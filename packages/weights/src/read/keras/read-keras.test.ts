import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildModel } from '@teamnet/core-blocks';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import { assignWeights } from '../../assign/assign-weights.js';
import { WeightsFileError } from '../../errors.js';
import golden from '../../fixtures/keras-files.json' with { type: 'json' };
import { patternImage } from '../../testing/pattern-image.js';
import { randomNumbers } from '../../testing/random-numbers.js';
import { readWeightsFile } from '../read-weights-file.js';
import { Hdf5Error, readHdf5 } from './read-hdf5.js';

const SIZE = 32;
const fixture = (name: string) => join(import.meta.dirname, '..', '..', 'fixtures', name);
const build = (options: Record<string, unknown> = {}) =>
  buildModel(
    { name: 'mini-xception', options: { sizes: [4], ...options } },
    { imageSize: SIZE, classes: 3, seed: 1 },
  );

beforeAll(async () => {
  await tf.setBackend('cpu');
});

describe.each([
  'mini-xception.keras',
  'mini-xception.weights.h5',
  'mini-xception-legacy.h5',
  'renamed.weights.h5',
  'renamed-legacy.h5',
])('%s, written by Keras, ', (name) => {
  test('makes the same network say the same, and leaves the head alone unless it is asked for', async () => {
    const weights = await readWeightsFile(fixture(name));
    const model = await build();
    const head = () => [...model.getLayer('head').getWeights()[0]!.dataSync()];
    const before = head();
    assignWeights(model, weights);
    expect(head()).toEqual(before);
    assignWeights(model, weights, { head: true });
    const image = tf.tensor4d(patternImage(0, SIZE), [1, SIZE, SIZE, 3]);
    const logits = (model.predict(image) as tf.Tensor).dataSync();
    expect(logits).toHaveLength(3);
    for (const [index, value] of logits.entries()) expect(value).toBeCloseTo(golden.logits[index]!, 4);
  });
});

describe('A file of another network', () => {
  test('is refused with the first difference, and nothing is changed', async () => {
    const model = await build({ sizes: [8] });
    const before = model.getWeights().map((weight) => [...weight.dataSync()]);
    const weights = await readWeightsFile(fixture('mini-xception.weights.h5'));
    expect(() => assignWeights(model, weights)).toThrow(
      'its layer block1_sub1_sepconv (0 [3, 3, 32, 1], 1 [1, 1, 32, 4]) is not block1_sub1_sepconv (depthwise_kernel [3, 3, 32, 1], pointwise_kernel [1, 1, 32, 8])',
    );
    expect(model.getWeights().map((weight) => [...weight.dataSync()])).toEqual(before);
  });

  test('is refused where it has no such layer, by name or by order', async () => {
    const longer = await build({ sizes: [4, 4] });
    const named = await readWeightsFile(fixture('mini-xception.weights.h5'));
    expect(() => assignWeights(longer, named)).toThrow('no weights for the layer block2_sub1_bn');
    const ordered = await readWeightsFile(fixture('renamed-legacy.h5'));
    expect(() => assignWeights(longer, ordered)).toThrow(
      'my_head (kernel [4, 3], bias [3]) is not block2_sub1_bn',
    );
  });
});

describe('A damaged HDF5 file', () => {
  const bytes = readFileSync(fixture('mini-xception.weights.h5'));

  test('is refused in one error that says so', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'teamnet-hdf5-'));
    const file = join(folder, 'w.h5');
    for (const length of [8, 100, 3000, bytes.length - 1]) {
      writeFileSync(file, bytes.subarray(0, length));
      await expect(readWeightsFile(file)).rejects.toThrow(WeightsFileError);
    }
    await expect(readWeightsFile(file)).rejects.toThrow('truncated file');
    rmSync(folder, { recursive: true });
  });

  test('that sends the library round in circles is given up', async () => {
    const changed = Buffer.from(bytes);
    // One byte of an attribute's size.
    changed[2057] = 41;
    await expect(readHdf5(changed, { seconds: 1 })).rejects.toThrow('came to no end with it in 1 s');
  });

  test('is read or refused, and nothing else, when any of its bytes are changed', async () => {
    const random = randomNumbers(7);
    let refused = 0;
    for (let round = 0; round < 8; round++) {
      const changed = Buffer.from(bytes);
      for (let times = 0; times < 20; times++) changed[random(bytes.length)] = random(256);
      await readHdf5(changed, { seconds: 1 }).catch((error: unknown) => {
        expect(error).toBeInstanceOf(Hdf5Error);
        refused++;
      });
    }
    expect(refused).toBeGreaterThan(0);
  });
});
