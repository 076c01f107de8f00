// mini-Xception in stock tfjs-node as its users write it; a peer of `npm run bench -- engine`.
// Argument: the side of the images. Answers each line `train STEPS` or `infer STEPS` with the seconds that it took.
import { createInterface } from 'node:readline';
import tf from '@tensorflow/tfjs-node-gpu';

const BATCH = 32;
const CLASSES = 5;
const size = Number(process.argv[2]);
const { layers } = tf;

function miniXception() {
  const inputs = tf.input({ shape: [size, size, 3] });
  let x = layers.rescaling({ scale: 1 / 255 }).apply(inputs);
  x = layers.conv2d({ filters: 32, kernelSize: 5, useBias: false }).apply(x);
  for (const filters of [32, 64, 128, 256, 512]) {
    let residual = x;
    for (let i = 0; i < 2; i++) {
      x = layers.batchNormalization().apply(x);
      x = layers.activation({ activation: 'relu' }).apply(x);
      x = layers.separableConv2d({ filters, kernelSize: 3, padding: 'same', useBias: false }).apply(x);
    }
    x = layers.maxPooling2d({ poolSize: 3, strides: 2, padding: 'same' }).apply(x);
    residual = layers
      .conv2d({ filters, kernelSize: 1, strides: 2, padding: 'same', useBias: false })
      .apply(residual);
    x = layers.add().apply([x, residual]);
  }
  x = layers.globalAveragePooling2d({}).apply(x);
  x = layers.dropout({ rate: 0.5 }).apply(x);
  const outputs = layers.dense({ units: CLASSES, activation: 'softmax' }).apply(x);
  const model = tf.model({ inputs, outputs });
  model.compile({
    optimizer: tf.train.adam(1e-3),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  return model;
}

const model = miniXception();
const images = tf.randomUniform([BATCH, size, size, 3], 0, 256, 'int32');
const labels = tf.tensor1d(Array.from({ length: BATCH }, (_, i) => i % CLASSES));

async function step(work) {
  if (work === 'train') return model.trainOnBatch(images, labels);
  const prediction = model.predictOnBatch(images);
  await prediction.data();
  prediction.dispose();
}

console.log(`tfjs-node ${tf.version['tfjs-node']}, stock`);
for await (const line of createInterface({ input: process.stdin })) {
  const [work, steps] = line.split(' ');
  await step(work);
  const start = performance.now();
  for (let i = 0; i < Number(steps); i++) await step(work);
  console.log((performance.now() - start) / 1000);
}
