import type { Check } from '../check.js';
import { missing, notShared, ok } from '../finding.js';
import type { SharedRun } from '../hand-in.js';
import { HINTS } from '../hints.js';
import type { Table } from '../read-tables.js';

const HINT = HINTS.summaryAgain;

/**
 * The report's section on the network sums it up as a run of the team has it: a row for each layer, and how many
 * parameters there are in all.
 */
export const modelSummary: Check = {
  id: 'model-summary',
  judge(handIn) {
    const section = handIn.report.sections.get('network');
    if (!section) return missing(`${handIn.reportFile}: there is no <!-- section: network -->`, HINT);
    const place = `${handIn.reportFile}:${section.line}`;
    if (handIn.allSharedRuns.length === 0)
      return notShared(
        `${place}: the team shares no run whose network could be summed up`,
        HINTS.comesWithRun,
      );
    const totals = findRow(section.tables, handIn.allSharedRuns, hasTotal);
    const layers = findRow(section.tables, handIn.allSharedRuns, hasLayers);
    if (!totals) return missing(`${place}: no table has the number of parameters of a shared run`, HINT);
    if (!layers) return missing(`${place}: no table lists all layers of a shared run`, HINT);
    const { run } = totals;
    return ok(
      `${handIn.reportFile}:${totals.line}: ${run.run.model.parameters.total} parameters (${handIn.runFile(run)}); ${handIn.reportFile}:${layers.line}: ${layers.run.run.model.layers.length} layers`,
    );
  },
};

function findRow(
  tables: readonly Table[],
  runs: readonly SharedRun[],
  holds: (table: Table, run: SharedRun) => number | null,
): { line: number; run: SharedRun } | null {
  for (const table of tables)
    for (const run of runs) {
      const line = holds(table, run);
      if (line !== null) return { line, run };
    }
  return null;
}

/** Line of a row with the run's number of parameters, however its thousands are set apart. */
function hasTotal({ rows }: Table, { run }: SharedRun): number | null {
  const total = String(run.model.parameters.total);
  return (
    rows.find(({ cells }) => cells.some((cell) => cell.replace(/[\s,.'’]/g, '') === total))?.line ?? null
  );
}

/** Line of the first row of a table with a row for each layer of the run. */
function hasLayers({ rows }: Table, { run }: SharedRun): number | null {
  const names = new Set(rows.map(({ cells }) => cells[0]));
  return run.model.layers.every(({ name }) => names.has(name)) ? (rows[0]?.line ?? null) : null;
}
