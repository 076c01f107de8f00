import { expect, it } from 'vitest';
import { extrapolateShapes } from './extrapolate-shapes.js';
import type { TracedCalls } from './traced-calls.js';

const trace = (...shapes: number[][]): TracedCalls =>
  shapes.map((shape) => ({ op: 'Op', results: [{ id: 1, shape, dtype: 1 }] }));
const shapesOf = (calls: TracedCalls | undefined) => calls?.map(({ results }) => results[0]!.shape);

it('makes a dimension that grows with the batch as long as the batch asks, and leaves the others', () => {
  const few = trace([2, 5], [6, 3], [], [1, 2]);
  const more = trace([8, 5], [24, 3], [], [4, 2]);
  expect(shapesOf(extrapolateShapes([few, more], [2, 8], 32))).toEqual([[32, 5], [96, 3], [], [16, 2]]);
});

it('gives nothing for a dimension that grows otherwise', () => {
  expect(extrapolateShapes([trace([4]), trace([64])], [2, 8], 32)).toBeUndefined();
  expect(extrapolateShapes([trace([3]), trace([9])], [2, 8], 32)).toBeUndefined();
});

it('gives nothing where half of an odd batch would be needed', () => {
  expect(extrapolateShapes([trace([1]), trace([4])], [2, 8], 27)).toBeUndefined();
});

it('gives nothing where the two traces are not the same operations', () => {
  expect(extrapolateShapes([trace([2]), trace([8], [8])], [2, 8], 32)).toBeUndefined();
  expect(extrapolateShapes([trace([2]), trace([8, 1])], [2, 8], 32)).toBeUndefined();
  const other = trace([8]).map((call) => ({ ...call, op: 'Other' }));
  expect(extrapolateShapes([trace([2]), other], [2, 8], 32)).toBeUndefined();
});
