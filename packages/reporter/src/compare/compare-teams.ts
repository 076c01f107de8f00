import type { Workspace } from '@teamnet/records';
import { NoTeamsError } from '../errors.js';
import { readClass, type TeamProblem, type TeamRecords } from '../team-records.js';
import type { Comparison } from './comparison.js';
import { entriesOf, isShared } from './entry.js';
import { experimentsAcrossTeams } from './experiments-across-teams.js';
import { type ComparisonFilter, filterEntries } from './filter-entries.js';
import { networksAcrossDatasets } from './networks-across-datasets.js';
import { type ComparisonOrder, sortRows } from './sort-rows.js';

export interface CompareOptions {
  /** Everything when left out. */
  filter?: ComparisonFilter;
  /** Team by team, experiment by experiment, data set by data set when left out. */
  order?: ComparisonOrder;
}

/**
 * Puts the runs of several teams side by side: every run as a row, the same network on two data sets, the same
 * experiment in several teams. A team whose files cannot be read is listed under `problems`.
 * @throws NoTeamsError, FilterUnknownError
 */
export async function compareTeams(
  workspace: Workspace,
  teams: readonly string[],
  options: CompareOptions = {},
): Promise<Comparison> {
  if (teams.length === 0) throw new NoTeamsError();
  // Naming a team twice does not compare it with itself.
  const names = [...new Set(teams)];
  const { records, problems } = readClass(workspace, names);
  return compareRecords(names, records, problems, options);
}

/** The same from what was read before. */
export function compareRecords(
  teams: readonly string[],
  records: readonly TeamRecords[],
  problems: readonly TeamProblem[],
  { filter = {}, order }: CompareOptions = {},
): Comparison {
  const entries = filterEntries(records.flatMap(entriesOf), filter);
  const rows = entries.map(({ row }) => row);
  const shared = entries.filter(isShared);
  return {
    teams: [...teams],
    filter,
    order: order ?? null,
    rows: order ? sortRows(rows, order) : rows,
    networks: networksAcrossDatasets(shared),
    experiments: experimentsAcrossTeams(shared),
    problems: [...problems],
  };
}
