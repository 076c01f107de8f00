import { buildModel } from '@teamnet/core-blocks';
import { openEngine } from '@teamnet/engine';
import { expect, test } from 'vitest';
import { assignWeights } from '../assign/assign-weights.js';
import golden from '../fixtures/efficientnet-lite0.json' with { type: 'json' };
import { readWeightsFile } from '../read/read-weights-file.js';
import { patternImage } from '../testing/pattern-image.js';
import { imagenetWeights } from './imagenet-weights.js';

const SIZE = 224;

test("ImageNet's weights, downloaded and read here, make EfficientNet-Lite0 say what PyTorch's says", async () => {
  const file = await imagenetWeights('efficientnet-lite0', { onProgress() {} });
  const weights = await readWeightsFile(file);
  const tensors = weights.layers.flatMap((layer) => layer.tensors);
  expect(tensors).toHaveLength(296);
  expect(tensors.reduce((sum, { values }) => sum + values.length, 0)).toBe(4_694_073);
  const { tf } = await openEngine();
  const settings = { name: 'efficientnet-lite0', options: {} };
  const model = await buildModel(settings, { imageSize: SIZE, classes: 1000, seed: 1 });
  assignWeights(model, weights, { head: true });
  for (const [number, expected] of golden.logits.entries()) {
    const image = tf.tensor4d(patternImage(number, SIZE), [1, SIZE, SIZE, 3]);
    const logits = await (model.predict(image) as typeof image).data();
    const worst = Math.max(...expected.map((value, index) => Math.abs(value - logits[index]!)));
    expect(worst).toBeLessThan(1e-3);
  }
});

test('A network without ImageNet weights is told which has some', async () => {
  await expect(imagenetWeights('vgg16', { onProgress() {} })).rejects.toThrow(
    'no ImageNet weights here for the network "vgg16"',
  );
});
