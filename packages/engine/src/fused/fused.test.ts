import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import { openEngine } from '../open-engine.js';
import { adamUpdate } from './adam-update.js';
import { fusedBatchNorm } from './batch-norm.js';
import { gatherRows } from './gather-rows.js';
import { softmaxCrossEntropy } from './softmax-cross-entropy.js';

// The golden values: tfjs' own operations in plain JavaScript, one by one, which share no kernel with TensorFlow.
beforeAll(async () => {
  await openEngine({ engine: 'native' });
});

/** The same work on native TensorFlow, fused, and on plain JavaScript, composed. */
function expectSame(work: () => Record<string, tf.Tensor>): void {
  const on = (backend: string) => {
    tf.setBackend(backend);
    tf.engine().startScope();
    const values = Object.entries(work()).map(([name, tensor]) => [name, [...tensor.dataSync()]] as const);
    tf.engine().endScope();
    return new Map(values);
  };
  const fused = on('tensorflow');
  const composed = on('cpu');
  expect([...fused.keys()]).toEqual([...composed.keys()]);
  for (const [name, values] of fused)
    for (const [index, value] of values.entries())
      expect(Math.abs(value - composed.get(name)![index]!), `${name}[${index}]`).toBeLessThan(1e-4);
  tf.setBackend('tensorflow');
}

const noise = (shape: number[], seed: number) => tf.randomNormal(shape, 0, 1, 'float32', seed);

describe('Fused operations equal the composed ones', () => {
  it('gathering of rows, of numbers of both kinds', () => {
    expectSame(() => {
      const indices = tf.topk(noise([5], 1), 4).indices as tf.Tensor1D;
      const labels = gatherRows(tf.tensor1d([4, 3, 2, 1, 0], 'int32'), indices);
      return { rows: gatherRows(noise([5, 2, 3], 2), indices), labels };
    });
  });

  it('batch norm: result, statistics of the population, and all three gradients', () => {
    expectSame(() => {
      const x = noise([3, 5, 4, 6], 1).mul(2).add(1) as tf.Tensor4D;
      const gamma = noise([6], 2) as tf.Tensor1D;
      const beta = noise([6], 3) as tf.Tensor1D;
      const weight = noise([3, 5, 4, 6], 4);
      const { y, mean, variance } = fusedBatchNorm(x, gamma, beta, 0.001);
      const gradients = tf.grads((a, b, c) =>
        tf.sum(tf.mul(fusedBatchNorm(a as tf.Tensor4D, b as tf.Tensor1D, c as tf.Tensor1D, 0.001).y, weight)),
      )([x, gamma, beta]);
      return { y, mean, variance, dx: gradients[0]!, dgamma: gradients[1]!, dbeta: gradients[2]! };
    });
  });

  it('softmax cross-entropy: the loss of each example and its gradient, for large logits too', () => {
    expectSame(() => {
      const labels = tf.tensor1d([0, 2, 1, 2], 'int32');
      const logits = noise([4, 3], 5).mul(30) as tf.Tensor2D;
      const gradient = tf.grad((z) => tf.mean(softmaxCrossEntropy(labels, z as tf.Tensor2D)))(logits);
      return { loss: softmaxCrossEntropy(labels, logits), gradient };
    });
  });

  it('softmax cross-entropy with smoothed labels: the loss of each example and its gradient', () => {
    expectSame(() => {
      const labels = tf.tensor1d([0, 2, 1, 2], 'int32');
      const logits = noise([4, 3], 5).mul(30) as tf.Tensor2D;
      const gradient = tf.grad((z) => tf.mean(softmaxCrossEntropy(labels, z as tf.Tensor2D, 0.1)))(logits);
      return { loss: softmaxCrossEntropy(labels, logits, 0.1), gradient };
    });
  });

  it("softmax cross-entropy with smoothed labels gives Keras' numbers", () => {
    const logits = tf.tensor2d([2, -1, 0.5, 0, 3, -2, 1, 1, 1], [3, 3]);
    const loss = softmaxCrossEntropy(tf.tensor1d([0, 2, 1], 'int32'), logits, 0.1);
    // CategoricalCrossentropy(from_logits=True, label_smoothing=0.1, reduction='none'), Keras 3.15.1.
    for (const [index, value] of [0.3913113, 4.8216519, 1.0986123].entries())
      expect(loss.dataSync()[index]).toBeCloseTo(value, 5);
  });

  it('softmax cross-entropy of even logits is the logarithm of the number of classes', () => {
    const loss = softmaxCrossEntropy(tf.tensor1d([3], 'int32'), tf.zeros([1, 5]));
    expect(loss.dataSync()[0]).toBeCloseTo(Math.log(5), 6);
  });

  it('the gradient of ReLU', () => {
    expectSame(() => ({ dx: tf.grad((x) => tf.sum(tf.mul(tf.relu(x), x)))(noise([50], 6)) }));
  });

  it('a step of Adam by hand: the first one moves each weight by the learning rate', () => {
    const state = { variable: tf.variable(tf.tensor1d([1, -2, 3])), m: zeros(), v: zeros() };
    adamUpdate(state, tf.tensor1d([0.5, -4, 1e-3]), {
      learningRate: tf.scalar(0.01),
      beta1Power: tf.scalar(0.9),
      beta2Power: tf.scalar(0.999),
      beta1: 0.9,
      beta2: 0.999,
      epsilon: 1e-7,
    });
    const expected = [1 - 0.01, -2 + 0.01, 3 - 0.01];
    for (const [index, value] of state.variable.dataSync().entries())
      expect(value).toBeCloseTo(expected[index]!, 4);
    expect([...state.m.dataSync()].map((value) => Number(value.toFixed(6)))).toEqual([0.05, -0.4, 0.0001]);
  });
});

function zeros(): tf.Variable {
  return tf.variable(tf.zeros([3]));
}
