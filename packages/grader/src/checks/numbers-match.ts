import type { Check } from '../check.js';
import { missing, notShared, ok } from '../finding.js';
import type { HandIn } from '../hand-in.js';
import { HINTS } from '../hints.js';
import { findMismatch, type ParsedRunLine, readRunLine } from '../run-line.js';
import { type ShownAccuracy, shownAccuracies } from '../shown-accuracies.js';

const HINT = HINTS.makeReportAgain;

/**
 * The numbers in the report are those of run.json: in the `<!-- run: … -->` lines and, for test accuracy, in the
 * tables. The student's own shared runs must all be there; a team-mate's run that is not shared is left out.
 */
export const numbersMatch: Check = {
  id: 'numbers-match',
  judge(handIn) {
    const lines = handIn.report.runLines.map(readRunLine);
    const shown = shownIn(handIn);
    const problem = wrongLine(handIn, lines) ?? wrongCell(handIn, shown) ?? unsaid(handIn, lines, shown);
    if (problem) return missing(problem, HINT);
    if (handIn.ownSharedRuns.length === 0)
      return notShared(`${handIn.reportFile}: no run of ${handIn.student.id} is shared`, HINTS.trainYours);
    return ok(
      `${handIn.reportFile}: ${lines.length} runs and ${shown.length} table cells agree with run.json`,
    );
  },
};

function shownIn({ report, homework }: HandIn): ShownAccuracy[] {
  const experiments = homework.experiments.map(({ id }) => id);
  const own = (homework.ownDatasets ?? []).map(({ name }) => name);
  return (['my-experiments', 'team-experiments', 'comparison'] as const).flatMap((id) => {
    const section = report.sections.get(id);
    return section ? shownAccuracies(section, experiments, own) : [];
  });
}

function wrongLine(handIn: HandIn, lines: readonly ParsedRunLine[]): string | null {
  for (const parsed of lines) {
    const place = `${handIn.reportFile}:${parsed.line}`;
    if ('problem' in parsed) return `${place}: ${parsed.problem}`;
    const { experiment, dataset } = parsed;
    const planned = handIn.allRuns.find((run) => run.experiment.id === experiment && run.dataset === dataset);
    if (!planned) return `${place}: homework.json has no experiment "${experiment}" on "${dataset}"`;
    const mismatch = planned.run && findMismatch(parsed, planned.run);
    if (mismatch) return `${place}: ${mismatch} (${handIn.runFile(planned)})`;
  }
  return null;
}

function wrongCell(handIn: HandIn, shown: readonly ShownAccuracy[]): string | null {
  for (const { experiment, dataset, percent, line } of shown) {
    const run = handIn.allSharedRuns.find(
      (shared) => shared.experiment.id === experiment && shared.dataset === dataset,
    );
    if (!run) continue;
    const decimals = percent.split('.')[1]?.length ?? 0;
    const actual = run.run.test.accuracy * 100;
    // Half a unit of the last digit shown, and a little for binary fractions such as 81.25.
    if (Math.abs(Number(percent) - actual) > 0.5 * 10 ** -decimals + 1e-9)
      return `${handIn.reportFile}:${line}: the table says ${percent} % for ${experiment} on ${dataset}, run.json ${actual.toFixed(decimals)} % (${handIn.runFile(run)})`;
  }
  return null;
}

function unsaid(
  handIn: HandIn,
  lines: readonly ParsedRunLine[],
  shown: readonly ShownAccuracy[],
): string | null {
  for (const own of handIn.ownSharedRuns) {
    const name = `${own.experiment.id} on ${own.dataset}`;
    const isIt = (found: { experiment: string; dataset: string }) =>
      found.experiment === own.experiment.id && found.dataset === own.dataset;
    if (!lines.some((line) => !('problem' in line) && isIt(line)))
      return `${handIn.reportFile}: there is no <!-- run: … --> line for ${name}`;
    if (!shown.some(isIt)) return `${handIn.reportFile}: no table shows the test accuracy of ${name}`;
  }
  return null;
}
