import type { TracedCalls } from './traced-calls.js';

/**
 * The shapes that operations give for one batch size, from those of two others: each dimension stays, or
 * grows in step with the batch.
 *
 * @param traces one step with `sizes` images
 * @returns undefined where the two traces are not the same operations, or a dimension does neither
 */
export function extrapolateShapes(
  [few, more]: readonly [TracedCalls, TracedCalls],
  [small, large]: readonly [number, number],
  batch: number,
): TracedCalls | undefined {
  if (few.length !== more.length) return undefined;
  const calls: TracedCalls = [];
  for (const [index, { op, results }] of few.entries()) {
    const other = more[index]!;
    if (other.op !== op || other.results.length !== results.length) return undefined;
    const extrapolated = results.map((result, output) => {
      const { shape, dtype } = other.results[output]!;
      if (dtype !== result.dtype || shape.length !== result.shape.length) return undefined;
      const inStep = (from: number, to: number) =>
        from === to ? from : from * large === to * small ? (from * batch) / small : Number.NaN;
      return { ...result, shape: shape.map((length, axis) => inStep(result.shape[axis]!, length)) };
    });
    if (
      !extrapolated.every((result) =>
        result?.shape.every((length) => Number.isInteger(length) && length >= 0),
      )
    )
      return undefined;
    calls.push({ op, results: extrapolated as TracedCalls[number]['results'] });
  }
  return calls;
}
