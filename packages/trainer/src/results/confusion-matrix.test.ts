import { expect, test } from 'vitest';
import { classResults, confusionMatrix } from './confusion-matrix.js';

test('Rows of the confusion matrix are the true labels', () => {
  const confusion = confusionMatrix(Int32Array.of(0, 0, 1, 2, 2), Int32Array.of(0, 1, 1, 1, 2), 3);
  expect(confusion).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [0, 1, 1],
  ]);
});

test('Precision and recall are null where nothing was predicted or nothing was there', () => {
  expect(
    classResults(
      [
        [1, 1, 0],
        [1, 3, 0],
        [0, 0, 0],
      ],
      ['a', 'b', 'c'],
    ),
  ).toEqual([
    { label: 'a', precision: 0.5, recall: 0.5, support: 2 },
    { label: 'b', precision: 0.75, recall: 0.75, support: 4 },
    { label: 'c', precision: null, recall: null, support: 0 },
  ]);
});
