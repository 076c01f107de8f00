import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readHomework, resolveSettings } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from './build-model.js';
import { summarize } from './summarize.js';

beforeAll(async () => {
  await tf.setBackend('cpu');
});
afterEach(() => tf.disposeVariables());

const build = (name: string, options = {}, classes = 5, imageSize = 64) =>
  buildModel({ name, options }, { imageSize, classes, seed: 1 });
const parameters = async (...settings: Parameters<typeof build>) =>
  summarize(await build(...settings)).parameters;

describe('mini-xception', () => {
  it('has 723,909 parameters at 180 pixels and 5 classes, 721,857 with one output, as in the book', async () => {
    expect(await parameters('mini-xception', {}, 5, 180)).toEqual({
      total: 723_909,
      trainable: 720_901,
      nonTrainable: 3_008,
    });
    expect((await parameters('mini-xception', {}, 1, 180)).total).toBe(721_857);
    expect((await parameters('mini-xception', {}, 5, 96)).total).toBe(723_909);
  });
});

describe('every homework of the class', () => {
  const apps = join(import.meta.dirname, '../../../apps');
  for (const team of readdirSync(apps))
    it(`${team}: each experiment's network is built`, async () => {
      const homework = readHomework(join(apps, team, 'homework.json'));
      for (const experiment of homework.experiments) {
        const { model, training } = resolveSettings(homework, experiment, 'quick');
        const appFolder = join(apps, team);
        const built = await buildModel(model, { ...training, classes: 3, appFolder });
        expect(built.outputs[0]!.shape).toEqual([null, 3]);
        built.dispose();
      }
    });
});
