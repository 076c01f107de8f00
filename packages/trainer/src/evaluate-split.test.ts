import { expect, test } from 'vitest';
import { evaluateSplit } from './evaluate-split.js';
import { fakeProgram } from './testing/fake-program.js';
import { makeSplit } from './testing/make-split.js';

/** Answers label 1 with the logit of the image's number less 2, and a loss that says which image it was. */
const program = fakeProgram((name, { images, labels }) => {
  expect(name).toBe('evaluate-4');
  expect([images!.length, labels!.length]).toEqual([12, 4]);
  const numbers = [0, 3, 6, 9].map((place) => images![place]!);
  return {
    losses: Float32Array.from(numbers, (number) => number + 1),
    logits: Float32Array.from(numbers.flatMap((number) => [0, number - 2])),
  };
});

test('Loss and accuracy are means over the images, and what fills up the last batch does not count', async () => {
  const result = await evaluateSplit(program, makeSplit(6), 4);
  expect(result.loss).toBe((1 + 2 + 3 + 4 + 5 + 6) / 6);
  expect([...result.labels]).toEqual([0, 1, 0, 1, 0, 1]);
  // Image 2 has equal logits: the first label wins.
  expect([...result.predicted]).toEqual([0, 0, 0, 1, 1, 1]);
  expect(result.accuracy).toBeCloseTo(4 / 6, 12);
  expect(result.probabilities).toHaveLength(6);
  expect(result.probabilities[3]![1]).toBeCloseTo(1 / (1 + Math.exp(-1)), 6);
});

test('It can be stopped between two batches', async () => {
  const controller = new AbortController();
  controller.abort(new Error('enough'));
  await expect(evaluateSplit(program, makeSplit(6), 4, controller.signal)).rejects.toThrow('enough');
});
