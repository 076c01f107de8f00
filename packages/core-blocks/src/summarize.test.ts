import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildModel } from './build-model.js';
import { drawDiagram } from './draw-diagram.js';
import profiles from './fixtures/flops.json' with { type: 'json' };
import { formatSummary } from './format-summary.js';
import { modelFingerprint } from './model-fingerprint.js';
import { summarize } from './summarize.js';

beforeAll(async () => {
  tf.env().set('PROD', true);
  await tf.setBackend('cpu');
});

const build = (options = {}, { imageSize = 32, classes = 3, seed = 1 } = {}) =>
  buildModel({ name: 'mini-xception', options: { sizes: [4, 8], ...options } }, { imageSize, classes, seed });

describe('summarize', () => {
  it('tells of each layer its class, shape, parameters and inputs, and the totals', async () => {
    const model = await build();
    const { layers, parameters } = summarize(model);
    expect(layers[0]).toEqual({
      name: 'image',
      type: 'InputLayer',
      outputShape: [null, 32, 32, 3],
      parameters: 0,
      nonTrainable: 0,
      flops: 0,
      activationBytes: 4 * 32 * 32 * 3,
      connectedTo: [],
    });
    expect(layers.find(({ name }) => name === 'block2_add')).toEqual({
      name: 'block2_add',
      type: 'Add',
      outputShape: [null, 7, 7, 8],
      parameters: 0,
      nonTrainable: 0,
      flops: 7 * 7 * 8,
      activationBytes: 4 * 7 * 7 * 8,
      connectedTo: ['block2_pool', 'block2_projection'],
    });
    expect(parameters.total).toBe(model.countParams());
    expect(parameters.trainable + parameters.nonTrainable).toBe(parameters.total);
    expect(layers.reduce((sum, layer) => sum + layer.parameters, 0)).toBe(parameters.total);
    expect(layers.reduce((sum, layer) => sum + layer.nonTrainable, 0)).toBe(parameters.nonTrainable);
    expect(layers.find(({ name }) => name === 'block2_sub1_bn')).toMatchObject({
      parameters: 4 * 4,
      nonTrainable: 2 * 4,
    });
  });
});

describe('layerCost', () => {
  it.each(profiles)(
    "counts a $name's convolutions and dense layers as TensorFlow's profiler",
    async (profile) => {
      const { name, imageSize, flops } = profile;
      const { layers } = summarize(
        await buildModel({ name, options: {} }, { imageSize, classes: 3, seed: 1 }),
      );
      for (const [layer, count] of Object.entries(flops as unknown as Record<string, number>)) {
        const row = layers.find((each) => each.name === layer)!;
        // VGG16's ReLU is inside of its convolutions: the profiler knows it not.
        const activation = name === 'vgg16' && layer !== 'head' ? row.activationBytes / 4 : 0;
        expect([layer, row.flops - activation]).toEqual([layer, count]);
      }
      tf.disposeVariables();
    },
  );
});

describe('formatSummary', () => {
  it('is a table with aligned columns and the totals below', async () => {
    const text = formatSummary(summarize(await build()), 'mini-xception');
    expect(text).toMatch(
      /^Model: mini-xception\nLayer \(type\) +Output shape +Param # {2}Not trained +FLOPs +Memory {2}Connected to\n/,
    );
    expect(text).toMatch(
      /\nblock1_add \(Add\) +\(batch, 14, 14, 4\) +0 +784 +3\.06 KiB {2}block1_pool, block1_projection\n/,
    );
    expect(text).toMatch(
      /\nblock1_sub1_bn \(BatchNormalization\) +\(batch, 28, 28, 32\) +128 +64 +50\.2 k +98\.00 KiB /,
    );
    expect(text).toMatch(/\nNon-trainable parameters: 96 .*, of which 96 are moving averages/);
    expect(text).toMatch(/\nFLOPs of an image: [\d.]+ M forward; a multiply-add counts as 2\n/);
    expect(text).toMatch(/\nTotal parameters: 3,\d{3} \(1\d\.\d\d KiB\)\n/);
  });
});

describe('drawDiagram', () => {
  it('draws each layer with its shape, frames each block, and says what it is', async () => {
    const summary = summarize(await build());
    const svg = await drawDiagram(summary, 'mini-xception <baseline>');
    expect(svg).toMatch(/^<svg role="img" [^>]*>\n<title>mini-xception &lt;baseline>: \d+ layers<\/title>/);
    expect(svg.match(/<title>/g)).toHaveLength(1);
    for (const { name } of summary.layers) expect(svg).toContain(name);
    expect(svg).toContain('SeparableConv2D, 28 × 28 × 4');
    expect(svg.match(/class="cluster"/g)).toHaveLength(2);
    expect(svg.match(/class="edge"/g)).toHaveLength(
      summary.layers.reduce((sum, { connectedTo }) => sum + connectedTo.length, 0),
    );
    expect(svg.replace('http://www.w3.org/2000/svg', '')).not.toMatch(/https?:|<script|<!DOCTYPE|<\?xml/);
  });

  it('stands a long network in columns that break between blocks, with all its connections', async () => {
    const settings = { name: 'efficientnet-lite0', options: {} };
    const summary = summarize(await buildModel(settings, { imageSize: 32, classes: 3, seed: 1 }));
    const svg = await drawDiagram(summary, 'efficientnet-lite0');
    expect(svg.match(/class="cluster"/g)).toHaveLength(16);
    expect(svg.match(/class="edge"/g)).toHaveLength(
      summary.layers.reduce((sum, { connectedTo }) => sum + connectedTo.length, 0),
    );
    const [, width, height] = /width="(\d+)pt" height="(\d+)pt"/.exec(svg)!;
    expect(Number(height) / Number(width)).toBeLessThan(2);
  });

  it('gives the same bytes for the same network', async () => {
    const [first, second] = await Promise.all(
      [1, 2].map(async (seed) => drawDiagram(summarize(await build({}, { seed })), 'x')),
    );
    expect(second).toBe(first);
  });
});

describe('modelFingerprint', () => {
  it('is equal for other classes, image sizes and seeds: one network on two data sets', async () => {
    const fingerprint = modelFingerprint(await build());
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect(modelFingerprint(await build({}, { classes: 5, imageSize: 48, seed: 2 }))).toBe(fingerprint);
    const flat = { globalPooling: false };
    expect(modelFingerprint(await build(flat, { imageSize: 48 }))).toBe(modelFingerprint(await build(flat)));
  });

  it('differs for every option of the network', async () => {
    const options = [
      {},
      { residual: false },
      { batchNorm: false },
      { separable: false },
      { globalPooling: false },
      { dropout: 0 },
      { dropout: 0.2 },
      { sizes: [4, 9] },
      { sizes: [4] },
    ];
    const fingerprints = await Promise.all(
      options.map(async (option) => modelFingerprint(await build(option))),
    );
    expect(new Set(fingerprints).size).toBe(options.length);
  });
});
