import type { ComparisonRow } from './comparison.js';

export const SORT_KEYS = ['accuracy', 'loss', 'time', 'parameters', 'team'] as const;
export type SortBy = (typeof SORT_KEYS)[number];

/** The order of a comparison's rows. */
export interface ComparisonOrder {
  /** accuracy: highest first; loss, time and parameters: lowest first; team: in natural order. */
  by: SortBy;
  reverse: boolean;
}

type Result = NonNullable<ComparisonRow['result']>;

const VALUES: Record<Exclude<SortBy, 'team'>, (result: Result) => number> = {
  accuracy: ({ accuracy }) => -accuracy,
  loss: ({ loss }) => loss,
  time: ({ trainSeconds }) => trainSeconds,
  parameters: ({ parameters }) => parameters,
};

/** A sorted copy; equal ones by team and experiment, runs that are not shared last either way. */
export function sortRows<R extends ComparisonRow>(
  rows: readonly R[],
  { by, reverse }: ComparisonOrder = { by: 'accuracy', reverse: false },
): R[] {
  const sign = reverse ? -1 : 1;
  return [...rows].sort((a, b) => {
    if (by === 'team') return sign * byPlace(a, b);
    if (!a.result || !b.result) return Number(!a.result) - Number(!b.result) || byPlace(a, b);
    return sign * (VALUES[by](a.result) - VALUES[by](b.result)) || byPlace(a, b);
  });
}

function byPlace(a: ComparisonRow, b: ComparisonRow): number {
  return (
    a.team.localeCompare(b.team, 'en', { numeric: true }) || a.experiment.localeCompare(b.experiment, 'en')
  );
}
