import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { buildModel } from './build-model.js';
import { ModelFileError, ModelShapeError } from './errors.js';
import { BatchNormalization } from './layers/batch-normalization.js';
import { Dropout } from './layers/dropout.js';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

let appFolder: string;
beforeEach(() => {
  appFolder = mkdtempSync(join(tmpdir(), 'teamnet-app-'));
  mkdirSync(join(appFolder, 'src'));
});
afterEach(() => rmSync(appFolder, { recursive: true }));

const build = (code: string, options = {}) => {
  writeFileSync(join(appFolder, 'src/model.ts'), code);
  return buildModel({ name: './src/model.ts', options }, { imageSize: 16, classes: 3, seed: 1, appFolder });
};

const own = `
  import { width } from './width.js';
  interface Options { filters?: number }
  export default function build(input: unknown, { blocks, classes, options }: any) {
    const { filters = width } = options as Options;
    let x = blocks.rescale(input);
    x = blocks.residualBlock(x, { name: 'block1', filters, pooling: true });
    return blocks.classifierHead(x, { classes, dropout: 0.2 });
  }`;

describe("a team's own network", () => {
  beforeEach(() => writeFileSync(join(appFolder, 'src/width.ts'), 'export const width: number = 6;'));

  it('is read from TypeScript, with its own imports, and is given blocks and options', async () => {
    const model = await build(own);
    expect(model.outputs[0]!.shape).toEqual([null, 3]);
    expect(model.getLayer('block1_sub1_conv').outputShape).toEqual([null, 16, 16, 6]);
    const wide = await build(own, { filters: 9 });
    expect(wide.getLayer('block1_sub1_conv').outputShape).toEqual([null, 16, 16, 9]);
  });

  it('is read anew after an edit', async () => {
    await build(own);
    const edited = await build(own.replace('filters = width', 'filters = 5'));
    expect(edited.getLayer('block1_sub1_conv').outputShape).toEqual([null, 16, 16, 5]);
  });

  it('may be a model of plain tfjs layers, whose batch normalization and dropout become ours, weights seeded', async () => {
    const plain = `
      export default (input: any, { tf, classes, imageSize }: any) => tf.sequential({ layers: [
        tf.layers.conv2d({ inputShape: [imageSize, imageSize, 3], filters: 4, kernelSize: 3 }),
        tf.layers.batchNormalization(),
        tf.layers.flatten(),
        tf.layers.dropout({ rate: 0.5 }),
        tf.layers.dense({ units: classes }),
      ] });`;
    const [first, second] = [await build(plain), await build(plain)];
    expect(first.layers.some((layer) => layer instanceof BatchNormalization)).toBe(true);
    expect(first.layers.some((layer) => layer instanceof Dropout)).toBe(true);
    const [values, again] = [first, second].map((model) => model.getWeights().map((w) => [...w.dataSync()]));
    expect(again).toEqual(values);
  });

  it.each([
    ['export const build = 1;', 'it has no function as its default export'],
    ['export default () => 3;', 'its function returns neither a symbolic tensor nor a model'],
    ['export default () => { throw new Error("no idea"); };', 'its function failed: no idea'],
    ['export default (', 'it cannot be loaded'],
  ])('%s is one clear error that names the file', async (code, problem) => {
    const building = build(code);
    await expect(building).rejects.toThrow(ModelFileError);
    await expect(building).rejects.toThrow(problem);
    await expect(building).rejects.toThrow(join(appFolder, 'src/model.ts'));
  });

  it('is told where it is missing, or where no team was named', async () => {
    const missing = buildModel(
      { name: './src/none.ts', options: {} },
      { imageSize: 16, classes: 3, seed: 1, appFolder },
    );
    await expect(missing).rejects.toThrow('there is no such file');
    const nobody = buildModel(
      { name: './src/model.ts', options: {} },
      { imageSize: 16, classes: 3, seed: 1 },
    );
    await expect(nobody).rejects.toThrow('no team was named');
  });

  it.each([
    ['tf.layers.dense({ units: 4 })', 'its output is [batch, 4]'],
    [
      "tf.layers.dense({ units: 3, activation: 'softmax' })",
      'its last layer is Dense with activation softmax',
    ],
    ['tf.layers.reshape({ targetShape: [768] })', 'its output is [batch, 768]'],
  ])('that ends with %s is told what the head must be', async (head, problem) => {
    const building = build(
      `export default (input: any, { tf, blocks }: any) => blocks.apply(${head}, blocks.apply(tf.layers.flatten(), input));`,
    );
    await expect(building).rejects.toThrow(ModelShapeError);
    await expect(building).rejects.toThrow(problem);
  });

  it.each([
    [
      'two blocks of one name',
      "x = blocks.convBlock(x, { name: 'b', filters: 2 }); x = blocks.convBlock(x, { name: 'b', filters: 2 });",
      'The name "b_conv" is used 2 times',
      'Give each block and each layer a name of its own.',
    ],
    [
      'another input',
      'x = tf.input({ shape: [16, 16, 3] });',
      'Graph disconnected',
      'Start from the input that your function is given.',
    ],
    [
      'a layer that is not applied',
      'x = tf.layers.flatten();',
      'Block "head": it is given something else',
      'Apply each layer to what comes before it',
    ],
    [
      'a window larger than its input',
      "x = blocks.convBlock(x, { name: 'b', filters: 2, kernelSize: 17, padding: 'valid' });",
      'the layer "b_conv", whose window of 17 x 17 is given 16 x 16',
      'Use a larger training.imageSize',
    ],
    [
      'pooling of a single pixel',
      'for (let i = 0; i < 5; i++) x = blocks.apply(tf.layers.maxPooling2d({ poolSize: 2, name: "pool" + i }), x);',
      'the layer "pool4", whose window of 2 x 2 is given 1 x 1',
      'Use a larger training.imageSize',
    ],
  ])('with %s is told what to do', async (_, body, message, remedy) => {
    const building = build(
      `export default (x: any, { tf, blocks, classes }: any) => { ${body} return blocks.classifierHead(x, { classes }); }`,
    );
    await expect(building).rejects.toMatchObject({
      message: expect.stringContaining(message),
      remedy: expect.stringContaining(remedy),
    });
  });

  it('that has noise drawn in JavaScript is told to leave it out', async () => {
    const noisy = build(
      `export default (input: any, { tf, blocks, classes }: any) =>
        blocks.classifierHead(blocks.apply(tf.layers.gaussianNoise({ stddev: 1 }), input), { classes });`,
    );
    await expect(noisy).rejects.toThrow('(GaussianNoise) draws its random numbers outside the training step');
  });
});
