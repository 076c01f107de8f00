/** Rounded to two decimals, a half upwards; 0.005 counts as a half although its float is a little less. */
export function roundPoints(points: number): number {
  return Math.floor(points * 100 + 0.5 + 1e-9) / 100;
}

/**
 * Points on the platform's scale.
 * @param points of `possible`
 * @param outOf the platform's maximum
 * @returns points · outOf / possible, rounded to two decimals (what Canvas and Moodle show)
 */
export function scalePoints(points: number, possible: number, outOf: number): number {
  return roundPoints((points * outOf) / possible);
}

/**
 * Scales the parts of a sum, each to two decimals, such that they add up to the scaled and rounded sum: what rounding
 * down leaves over goes to those that lost most (largest remainder).
 */
export function scaleParts(parts: readonly number[], possible: number, outOf: number): number[] {
  const exact = parts.map((part) => (part * outOf * 100) / possible);
  const hundredths = exact.map((value) => Math.floor(value + 1e-6));
  const sum = Math.round(
    100 *
      scalePoints(
        parts.reduce((a, b) => a + b, 0),
        possible,
        outOf,
      ),
  );
  const losers = exact
    .map((value, index) => ({ index, lost: value - hundredths[index]! }))
    .sort((a, b) => b.lost - a.lost || a.index - b.index);
  const left = sum - hundredths.reduce((a, b) => a + b, 0);
  for (const { index } of losers.slice(0, Math.max(0, left))) hundredths[index]! += 1;
  return hundredths.map((value) => value / 100);
}
