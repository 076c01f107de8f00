import type { Grade } from '@teamnet/records';

/**
 * Sums up a grade: `possible` leaves out nothing, `points` only what has none yet, whose ids are `pending`.
 * Rounded to a millionth, so that tenths of points add up as on paper.
 */
export function sumPoints(
  items: readonly { id: string; possible: number; points: number | null }[],
): Pick<Grade, 'points' | 'possible' | 'pending'> {
  const sum = (values: number[]) => Math.round(values.reduce((a, b) => a + b, 0) * 1e6) / 1e6;
  return {
    points: sum(items.map(({ points }) => points ?? 0)),
    possible: sum(items.map(({ possible }) => possible)),
    pending: items.filter(({ points }) => points === null).map(({ id }) => id),
  };
}
