import fc from 'fast-check';

/** One of the values in a quarter of the inputs, `none` in the others. */
export function sometimes<T, N extends null | undefined>(
  values: fc.Arbitrary<T>,
  none: N,
): fc.Arbitrary<T | N> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(none as T | N) },
    { weight: 1, arbitrary: values as fc.Arbitrary<T | N> },
  );
}
