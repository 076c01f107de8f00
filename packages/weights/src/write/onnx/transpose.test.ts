import { expect, test } from 'vitest';
import { transpose } from './transpose.js';

test('A transposed array has each number at its place with the axes in the other order', () => {
  const shape = [2, 3, 4, 5] as const;
  const values = Float32Array.from({ length: 120 }, (_, index) => index);
  const result = transpose(values, shape, [3, 2, 0, 1]);
  for (let h = 0; h < 2; h++)
    for (let w = 0; w < 3; w++)
      for (let i = 0; i < 4; i++)
        for (let o = 0; o < 5; o++)
          expect(result[((o * 4 + i) * 2 + h) * 3 + w]).toBe(values[((h * 3 + w) * 4 + i) * 5 + o]);
});
