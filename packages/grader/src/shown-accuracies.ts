import { COURSE_DATASETS, type CourseDataset } from '@teamnet/records';
import type { Section } from './parse-report.js';
import type { Table } from './read-tables.js';

/** A test accuracy that a reader sees in a table of the report. */
export interface ShownAccuracy {
  experiment: string;
  dataset: string;
  /** As printed, without the sign: `81.2`. */
  percent: string;
  /** From 1. */
  line: number;
}

/** As a student may write the course's. */
const DATASETS: Record<CourseDataset, RegExp> = {
  rock_paper_scissors: /rock[\s_-]*paper[\s_-]*scissors|가위\s*바위\s*보/i,
  tf_flowers: /tf[\s_-]*flowers|꽃/i,
};
const ACCURACY = /accuracy|정확도/i;
/** Columns whose percentages are not the test accuracy of the row's experiment. */
const OTHER =
  /valid|train|gap|diff|change|against|versus|\bvs\b|Δ|precision|recall|검증|훈련|학습|차이|변화|대비|정밀도|재현율/i;

/**
 * Finds the test accuracies in a section's tables: rows that name an experiment, with the data set in a cell of the
 * row, in the column's heading or in the heading above the table. Differences (with a sign, or in points) are
 * not accuracies.
 * @param own names of the team's own data sets, which stand there as they are
 */
export function shownAccuracies(
  section: Section,
  experiments: readonly string[],
  own: readonly string[] = [],
): ShownAccuracy[] {
  return section.tables.flatMap((table) => fromTable(table, experiments, own));
}

function fromTable(
  { heading, header, rows }: Table,
  experiments: readonly string[],
  own: readonly string[],
): ShownAccuracy[] {
  const datasetOf = (text: string) => findDataset(text, own);
  const shown: ShownAccuracy[] = [];
  let experiment: string | null = null;
  for (const { line, cells } of rows) {
    // An empty first cell continues the experiment of the row above.
    experiment =
      cells.map((cell) => experimentOf(cell, experiments)).find((id) => id !== null) ??
      (cells[0] === '' ? experiment : null);
    if (experiment === null) continue;
    // An experiment may have the name of a data set.
    const others = cells.filter((cell) => !experiments.includes(cell));
    const ofRow = others.map(datasetOf).find((name) => name !== null) ?? null;
    for (const [column, cell] of cells.entries()) {
      const title = header[column] ?? '';
      const dataset = ofRow ?? datasetOf(title) ?? datasetOf(heading);
      const percent = percentOf(cell);
      if (dataset === null || percent === null || OTHER.test(title)) continue;
      if (!ACCURACY.test(title) && datasetOf(title) === null) continue;
      shown.push({ experiment, dataset, percent, line });
    }
  }
  return shown;
}

function experimentOf(cell: string, experiments: readonly string[]): string | null {
  return (
    experiments.find((id) => cell === id || (cell.startsWith(id) && /[^a-z0-9-]/.test(cell[id.length]!))) ??
    null
  );
}

function findDataset(text: string, own: readonly string[]): string | null {
  // First those that stand there whole: own names may begin with one of the course's.
  const whole = own.find((name) => text === name || text.startsWith(`${name} (`));
  return whole ?? COURSE_DATASETS.find((name) => DATASETS[name].test(text)) ?? null;
}

function percentOf(cell: string): string | null {
  const match = /(?<![\d.,+\-−–±])(?<![+\-−–±]\s)(\d{1,3}(?:\.\d+)?)\s?%(?!\s?p)/.exec(cell);
  return match?.[1] ?? null;
}
