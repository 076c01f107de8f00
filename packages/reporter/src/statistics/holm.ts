/**
 * Holm's correction (1979): p values of several comparisons, raised so that the chance of calling even one difference
 * real that is none stays at 5 %.
 * @returns adjusted p values in the order given
 */
export function holmAdjust(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const adjusted = values.map(() => 0);
  let largest = 0;
  for (const [rank, index] of order.entries()) {
    largest = Math.max(largest, Math.min(1, (values.length - rank) * values[index]!));
    adjusted[index] = largest;
  }
  return adjusted;
}
