import { FilterUnknownError } from '../errors.js';
import type { Entry } from './entry.js';

/** What a comparison is about; everything where an entry is left out. */
export interface ComparisonFilter {
  experiments?: readonly string[];
  datasets?: readonly string[];
  /** Ids or names of members. */
  students?: readonly string[];
  /** Names of networks; runs that are not shared have none. */
  models?: readonly string[];
  /** Names of profiles; runs that are not shared have none. */
  profiles?: readonly string[];
}

interface Criterion {
  /** Of the option on the command line. */
  option: string;
  /** By which values an entry is found. */
  of(entry: Entry): string[];
  /** How a value is named to somebody who gave an unknown one. */
  known(entry: Entry): string[];
}

const CRITERIA: Record<keyof ComparisonFilter, Criterion> = {
  experiments: same('--experiment', ({ row }) => [row.experiment]),
  datasets: same('--dataset', ({ row }) => [row.dataset]),
  students: {
    option: '--student',
    of: ({ row }) => [row.student, row.by],
    known: ({ row }) => [row.by === row.student ? row.student : `${row.student} (${row.by})`],
  },
  models: same('--model', ({ row }) => (row.result ? [row.result.model] : [])),
  profiles: same('--profile', ({ row }) => (row.result ? [row.result.profile] : [])),
};

function same(option: string, of: Criterion['of']): Criterion {
  return { option, of, known: of };
}

/**
 * The entries that fit every criterion of a filter (one of its values each).
 * @throws FilterUnknownError for a value that no entry has
 */
export function filterEntries<E extends Entry>(entries: readonly E[], filter: ComparisonFilter): E[] {
  const given = Object.entries(filter).filter(([, values]) => values !== undefined) as [
    keyof ComparisonFilter,
    readonly string[],
  ][];
  for (const [name, values] of given) {
    const { option, of, known } = CRITERIA[name];
    const all = new Set(entries.flatMap(of));
    const unknown = values.find((value) => !all.has(value));
    if (unknown !== undefined)
      throw new FilterUnknownError(option, unknown, [...new Set(entries.flatMap(known))]);
  }
  return entries.filter((entry) =>
    given.every(([name, values]) => CRITERIA[name].of(entry).some((value) => values.includes(value))),
  );
}
