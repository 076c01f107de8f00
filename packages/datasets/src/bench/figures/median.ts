/** The middle value; the mean of the two middle ones for an even count. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** `2.31 (2.20-2.44)`: median, smallest and largest. */
export function spread(values: readonly number[], digits = 2): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} (${low.toFixed(digits)}-${high.toFixed(digits)})`;
}

/** To two digits after the point, for JSON. */
export function round2(value: number): number {
  return Math.round(value * 100) / 100;
}

/** Median of `theirs[round] / ours[round]`: both numbers of a round were measured side by side. */
export function medianRatio(theirs: readonly number[], ours: readonly number[]): number {
  return round2(median(theirs.map((value, round) => value / ours[round]!)));
}
