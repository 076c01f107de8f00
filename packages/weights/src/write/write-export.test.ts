import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildModel } from '@teamnet/core-blocks';
import { openEngine } from '@teamnet/engine';
import { inputRule } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readWeightsFile } from '../read/read-weights-file.js';
import { type ExportedNetwork, exportedNetwork } from './exported-network.js';
import { ModelProto } from './onnx/onnx-schema.js';
import { EXPORT_FORMATS, type ExportFormatName, writeExport } from './write-export.js';

const info = {
  input: inputRule({ imageSize: 33, resize: { aspectRatio: 'crop' } }),
  labels: ['rock', 'paper', 'scissors'],
  date: '2026-11-25T12:00:00.000Z',
  source: 'team-1/baseline/rock_paper_scissors',
};
const folder = mkdtempSync(join(tmpdir(), 'teamnet-export-'));
const place = (name: string, format: ExportFormatName) =>
  join(folder, `${name}${EXPORT_FORMATS[format].extension}`);
let native: boolean;
let network: ExportedNetwork;

/** A network whose every weight is noise, as no new network's moving averages are. */
async function build(name: string, options: object, imageSize = 33): Promise<tf.LayersModel> {
  const appFolder = join(import.meta.dirname, '..', 'fixtures');
  const model = await buildModel(
    { name, options: { ...options } },
    { imageSize, classes: 3, seed: 1, appFolder },
  );
  for (const [index, weight] of model.weights.entries())
    tf.tidy(() => {
      const noise = tf.randomUniform(weight.shape as number[], 0.2, 0.6, 'float32', index + 1);
      const signed = /kernel$/.test(weight.originalName) ? tf.sub(noise, 0.4) : noise;
      weight.write(signed);
    });
  return model;
}

beforeAll(async () => {
  native = (await openEngine()).name === 'native';
  network = exportedNetwork(await build('mini-xception', { sizes: [4, 8] }), info);
});
afterAll(() => rmSync(folder, { recursive: true }));

const networks: [string, object][] = [
  ['mini-xception', { sizes: [4, 8] }],
  ['mini-xception', { sizes: [4, 8], separable: false, batchNorm: false, globalPooling: false }],
  ['resnet-style', { sizes: [4, 8], squeezeExcitation: true }],
  ['inception-style', {}],
  ['./every-layer.ts', {}],
  ['efficientnet-lite0', {}],
];

describe('An exported network', () => {
  it.each(networks)('%s %o is, as a SavedModel, for TensorFlow what it is here', async (name, options) => {
    // WASM has no loader of SavedModels; `npm run proof:exports` loads them in Python.
    if (!native) return;
    const model = await build(name, options);
    const path = place('saved', 'saved-model');
    await writeExport(exportedNetwork(model, info), 'saved-model', path);
    const images = tf.randomUniform([2, 33, 33, 3], 0, 255, 'float32', 7);
    const expected = [...(model.apply(images) as tf.Tensor).dataSync()];
    // tfjs-node's binding, which the engine loads its own graphs with.
    const { binding } = tf.backend() as unknown as { binding: Binding };
    const session = binding.loadSavedModel(path, 'serve');
    const input = binding.createTensor(images.shape, 1, images.dataSync());
    const [logits] = binding.runSavedModel(session, [input], 'image:0', 'logits:0');
    const values = binding.tensorDataSync(logits!.id);
    binding.deleteSavedModel(session);
    const scale = Math.max(...expected.map(Math.abs));
    expect(values).toHaveLength(6);
    for (const [index, value] of expected.entries())
      expect(Math.abs(values[index]! - value) / scale).toBeLessThan(1e-5);
    model.dispose();
  });

  it('has the same weights in .keras and .weights.h5 as here, under their names', async () => {
    for (const format of ['keras', 'weights-h5'] as const) {
      const path = place('weights', format);
      await writeExport(network, format, path);
      const { layers } = await readWeightsFile(path);
      const own = network.layers.filter(({ tensors }) => tensors.length > 0);
      expect(
        layers
          .filter(({ tensors }) => tensors.length > 0)
          .map(({ name }) => name)
          .sort(),
      ).toEqual(own.map(({ name }) => name).sort());
      for (const { name, tensors } of own) {
        const written = layers.find((layer) => layer.name === name)!;
        expect(written.tensors.map(({ shape }) => shape)).toEqual(tensors.map(({ shape }) => shape));
        expect(written.tensors.map(({ values }) => values)).toEqual(tensors.map(({ values }) => values));
      }
    }
  });

  it('is a functional model of Keras layers in a .keras file, which says what goes in and out', async () => {
    const path = place('config', 'keras');
    await writeExport(network, 'keras', path);
    const members = unzipSync(readFileSync(path));
    expect(Object.keys(members)).toEqual(['metadata.json', 'config.json', 'model.weights.h5']);
    expect(JSON.parse(strFromU8(members['metadata.json']!))).toEqual({
      keras_version: '3.15.1',
      date_saved: '2026-11-25@12:00:00',
      teamnet: {
        source: info.source,
        input: 'RGB pixels 0..255, float32',
        imageSize: 33,
        resize: { method: 'bilinear', aspectRatio: 'crop', antialias: true },
        output: 'logits, no softmax',
        labels: info.labels,
      },
    });
    const { config } = JSON.parse(strFromU8(members['config.json']!)) as {
      config: { layers: { class_name: string; config: object; name: string }[]; output_layers: unknown };
    };
    expect(config.output_layers).toEqual([['head', 0, 0]]);
    expect(config.layers.map(({ class_name, name }) => `${name} ${class_name}`).slice(0, 4)).toEqual([
      'image InputLayer',
      'rescaling Rescaling',
      'stem_conv Conv2D',
      'block1_sub1_bn BatchNormalization',
    ]);
    expect(config.layers[1]!.config).toMatchObject({ scale: 1 / 255, offset: 0 });
  });

  it('is in ONNX a graph with channels second, one Conv for each half of a separable convolution', async () => {
    const path = place('graph', 'onnx');
    await writeExport(network, 'onnx', path);
    const { graph, metadata_props } = ModelProto.toObject(ModelProto.decode(readFileSync(path)), {
      longs: Number,
    }) as {
      graph: { node: { op_type: string; attribute?: { name: string; i?: number; ints?: number[] }[] }[] };
      metadata_props: { key: string; value: string }[];
    };
    expect(metadata_props).toContainEqual({ key: 'labels', value: 'rock\npaper\nscissors' });
    const { value: input } = metadata_props.find(({ key }) => key === 'input')!;
    expect(JSON.parse(input)).toEqual(info.input);
    const count = (type: string) => graph.node.filter(({ op_type }) => op_type === type).length;
    expect(['Conv', 'BatchNormalization', 'MaxPool', 'Transpose', 'Gemm', 'Softmax'].map(count)).toEqual([
      // The first, two blocks of two separable ones, two projections.
      1 + 2 * 2 * 2 + 2,
      4,
      2,
      1,
      1,
      1,
    ]);
    const pool = graph.node.find(({ op_type }) => op_type === 'MaxPool')!;
    // 29 rows to 15 in steps of 2 with a window of 3: one row above, one below.
    expect(pool.attribute!.find(({ name }) => name === 'pads')!.ints).toEqual([1, 1, 1, 1]);
  });

  it.each(['saved-model', 'onnx'] as const)('has the same bytes each time as %s', async (format) => {
    const digest = async () => {
      const path = place('twice', format);
      rmSync(path, { recursive: true, force: true });
      await writeExport(network, format, path);
      const file = format === 'saved-model' ? join(path, 'saved_model.pb') : path;
      return createHash('sha256').update(readFileSync(file)).digest('hex');
    };
    expect(await digest()).toBe(await digest());
  });
});

describe('An export that cannot be', () => {
  it.each(['keras', 'saved-model', 'onnx'] as const)(
    'of a layer that %s does not have names the layer',
    async (format) => {
      const own = {
        ...network,
        layers: network.layers.map((layer) =>
          layer.name === 'block1_sub1_relu' ? { ...layer, className: 'Swirl' } : layer,
        ),
      };
      await expect(writeExport(own, format, place('unknown', format))).rejects.toThrow(
        'The layer "block1_sub1_relu" (Swirl) cannot be exported',
      );
      expect(existsSync(place('unknown', format))).toBe(false);
    },
  );

  it('of a layer that is used in two places names the layer', () => {
    const input = tf.input({ shape: [8, 8, 3] });
    const twice = tf.layers.conv2d({ name: 'twice', filters: 3, kernelSize: 3 });
    const x = tf.layers.flatten().apply(twice.apply(twice.apply(input)) as tf.SymbolicTensor);
    const model = tf.model({ inputs: input, outputs: x as tf.SymbolicTensor });
    expect(() => exportedNetwork(model, info)).toThrow(
      'The layer "twice" (Conv2D) cannot be exported to another format: it is used in more than one place.',
    );
  });

  it('leaves alone what something else has put there', async () => {
    const taken = join(folder, 'taken');
    mkdirSync(taken);
    writeFileSync(join(taken, 'thesis.md'), 'mine');
    await expect(writeExport(network, 'saved-model', taken)).rejects.toThrow('something else');
    expect(readdirSync(taken)).toEqual(['thesis.md']);
    await expect(writeExport(network, 'onnx', join(folder, 'net.pb'))).rejects.toThrow('ends with .onnx');
    mkdirSync(join(folder, 'folder.onnx'));
    await expect(writeExport(network, 'onnx', join(folder, 'folder.onnx'))).rejects.toThrow(
      'a folder of that name',
    );
  });

  it('replaces an older SavedModel whole and leaves no draft', async () => {
    const path = join(folder, 'again', 'model');
    await writeExport(network, 'saved-model', path);
    writeFileSync(join(path, 'stale.txt'), 'of the older one');
    await writeExport(network, 'saved-model', path);
    expect(readdirSync(path).sort()).toEqual(['assets.extra', 'saved_model.pb']);
    expect(readdirSync(join(folder, 'again'))).toEqual(['model']);
    expect(readFileSync(join(path, 'assets.extra', 'labels.txt'), 'utf8')).toBe('rock\npaper\nscissors\n');
    expect(JSON.parse(readFileSync(join(path, 'assets.extra', 'input.json'), 'utf8'))).toEqual(info.input);
  });
});

interface Binding {
  loadSavedModel(folder: string, tags: string): number;
  createTensor(shape: number[], dtype: number, values: unknown): number;
  runSavedModel(session: number, inputs: number[], names: string, outputs: string): { id: number }[];
  tensorDataSync(id: number): Float32Array;
  deleteSavedModel(session: number): void;
}
