import { openEngine } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, it } from 'vitest';
import golden from '../fixtures/distillation.json' with { type: 'json' };
import { distillationLoss } from './distillation-loss.js';

const teacher = () => tf.tensor2d(golden.teacher);
const student = () => tf.tensor2d(golden.student);

describe.each(['best', 'wasm'] as const)('The loss of distillation on the %s engine', (engine) => {
  beforeAll(async () => {
    await openEngine(engine === 'best' ? {} : { engine });
  });

  it.each(golden.cases)("is Keras' at temperature $temperature, and so is its gradient", (expected) => {
    const { temperature } = expected;
    const losses = distillationLoss(teacher(), student(), temperature).dataSync();
    for (const [index, loss] of expected.losses.entries()) expect(losses[index]! / loss).toBeCloseTo(1, 4);
    const gradient = tf.grad((logits) =>
      tf.mean(distillationLoss(teacher(), logits as tf.Tensor2D, temperature)),
    )(student());
    for (const [index, value] of gradient.dataSync().entries())
      expect(value).toBeCloseTo(expected.gradient[index]!, 4);
  });

  it('is 0 for a network that says what its teacher says', () => {
    for (const loss of distillationLoss(teacher(), teacher(), 4).dataSync()) expect(loss).toBeCloseTo(0, 6);
  });
});
