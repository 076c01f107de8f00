import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildModel, MODEL_NAMES } from '@teamnet/core-blocks';
import { decodeImageFile, openDataset } from '@teamnet/datasets';
import { openEngine } from '@teamnet/engine';
import { inputRule } from '@teamnet/records';
import { EXPORT_FORMATS, type ExportFormatName, exportedNetwork, writeExport } from '@teamnet/weights';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pythonVenv } from '../bench/processes/python-venv.js';
import { softmax } from '../results/softmax.js';

/** Every network, and what else there is in blocks. */
const cases = [
  { name: 'every-layer', model: './every-layer.ts', options: {}, imageSize: 97 },
  ...MODEL_NAMES.map((name) => ({
    name,
    model: name,
    options: {},
    imageSize: name === 'mini-xception' ? 180 : 96,
  })),
  {
    name: 'simple-cnn-pooled',
    model: 'simple-cnn',
    options: { globalPooling: true, batchNorm: true },
    imageSize: 97,
  },
  {
    name: 'mini-xception-plain',
    model: 'mini-xception',
    options: { separable: false, batchNorm: false },
    imageSize: 65,
  },
  { name: 'resnet-excited', model: 'resnet-style', options: { squeezeExcitation: true }, imageSize: 97 },
];
const classes = 5;

/** Two photos a label of tf_flowers as they are fed to the network; drawings where the photos are not to be had. */
async function photos(imageSize: number, folder: string): Promise<Uint8Array> {
  const manual = process.env.TEAMNET_MANUAL_DIR;
  if (manual === undefined) {
    const dataset = await openDataset('tf_flowers', { source: 'stand-in', dataDir: join(folder, 'data') });
    const { images } = await dataset.loadImages('train[:10]', { imageSize });
    return images;
  }
  const root = join(manual, 'tf_flowers');
  const files = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) =>
      readdirSync(join(root, name))
        .sort()
        .slice(0, 2)
        .map((file) => join(root, name, file)),
    );
  return Buffer.concat(await Promise.all(files.map((file) => decodeImageFile(file, imageSize))));
}

/** Moving averages and scales as after a training; a new network's would hide a mistake. */
function trainALittle(model: tf.LayersModel, images: tf.Tensor4D): void {
  for (const [index, weight] of model.weights.entries()) {
    const kind = weight.originalName.split('/').at(-1);
    const noise = (spread: number) =>
      tf.randomNormal(weight.shape as number[], 0, spread, 'float32', index + 1);
    tf.tidy(() => {
      if (kind === 'gamma') weight.write(tf.add(1, noise(0.1)));
      else if (kind === 'beta' || kind === 'bias') weight.write(noise(0.1));
    });
  }
  // Each layer's averages become those of what reaches it.
  for (const layer of model.layers) {
    if (layer.getClassName() !== 'BatchNormalization') continue;
    tf.tidy(() => {
      const before = tf.model({ inputs: model.inputs, outputs: layer.input as tf.SymbolicTensor });
      const reached = before.apply(images) as tf.Tensor;
      const { mean, variance } = tf.moments(
        reached,
        reached.shape.slice(0, -1).map((_, axis) => axis),
      );
      layer.setWeights([...layer.getWeights().slice(0, -2), mean, variance]);
    });
  }
}

interface Loaded {
  name: string;
  outputs: Record<string, number[]>;
}

async function load(library: 'keras' | 'onnx', packages: string[], folder: string): Promise<Loaded[]> {
  const python = pythonVenv(library === 'keras' ? 'keras-3.15.1' : 'onnx-1.23.2', packages);
  const script = fileURLToPath(new URL('../../peers/load_exports.py', import.meta.url));
  const env = { ...process.env, CUDA_VISIBLE_DEVICES: '', TF_CPP_MIN_LOG_LEVEL: '3' };
  const options = { env, maxBuffer: 1 << 26 };
  const { stdout } = await promisify(execFile)(python, [script, library, folder], options);
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Loaded);
}

const rows: Record<string, Record<string, string>> = {};

describe('Exports of each network, loaded by their own Python library', () => {
  const folder = mkdtempSync(join(tmpdir(), 'teamnet-exports-'));
  const logits = new Map<string, number[]>();
  const loaded = new Map<string, Record<string, number[]>>();

  beforeAll(async () => {
    await openEngine();
    for (const { name, model: network, options, imageSize } of cases) {
      const data = Float32Array.from(await photos(imageSize, folder));
      writeFileSync(join(folder, `images-${imageSize}.bin`), data);
      const images = tf.tensor4d(data, [data.length / (3 * imageSize ** 2), imageSize, imageSize, 3]);
      const appFolder = fileURLToPath(new URL('../../../weights/src/fixtures', import.meta.url));
      const model = await buildModel({ name: network, options }, { imageSize, classes, seed: 1, appFolder });
      trainALittle(model, images);
      logits.set(name, [...(model.apply(images) as tf.Tensor).dataSync()]);
      const labels = ['daisy', 'dandelion', 'roses', 'sunflowers', 'tulips'];
      const exported = exportedNetwork(model, {
        ...{ labels, input: inputRule({ imageSize }) },
        ...{ date: '2026-11-25T00:00:00.000Z', source: name },
      });
      for (const format of Object.keys(EXPORT_FORMATS) as ExportFormatName[])
        await writeExport(exported, format, join(folder, `${name}${EXPORT_FORMATS[format].extension}`));
      tf.dispose(images);
      model.dispose();
    }
    writeFileSync(join(folder, 'cases.json'), JSON.stringify(cases));
    const keras = await load('keras', ['tensorflow-cpu==2.21.0', 'keras==3.15.1'], folder);
    const onnx = await load('onnx', ['onnx==1.23.2', 'onnxruntime==1.32.0', 'numpy==2.4.6'], folder);
    for (const { name, outputs } of [...keras, ...onnx])
      loaded.set(name, { ...loaded.get(name), ...outputs });
  }, 1_800_000);

  afterAll(() => {
    rmSync(folder, { recursive: true });
    console.table(rows);
  });

  test.each(cases)('$name says the same in every library, to 1e-4 of the largest logit', ({ name }) => {
    const ours = logits.get(name)!;
    const images = ours.length / classes;
    const probabilities = Array.from({ length: images }, (_, image) => [
      ...softmax(Float32Array.from(ours.slice(image * classes, (image + 1) * classes))),
    ]).flat();
    const scale = Math.max(...ours.map(Math.abs));
    // Photos that all look the same to the network would prove nothing.
    expect(new Set(ours.map((value) => value.toFixed(3))).size).toBeGreaterThan(ours.length / 2);
    const outputs = loaded.get(name)!;
    expect(Object.keys(outputs)).toHaveLength(6);
    const row: Record<string, string> = { largest: scale.toFixed(2) };
    for (const [format, values] of Object.entries(outputs)) {
      const expected = format.endsWith('probabilities') ? probabilities : ours;
      const worst = Math.max(...expected.map((value, index) => Math.abs(value - values[index]!)));
      row[format] = worst.toExponential(1);
      expect(worst, `${name}, ${format}`).toBeLessThan(1e-4 * Math.max(1, scale));
    }
    rows[name] = row;
  });
});
