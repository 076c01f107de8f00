import { missing, notShared, Unmet } from './finding.js';
import type { HandIn, SharedRun } from './hand-in.js';

/**
 * The runs that this student shared.
 * @throws Unmet: `missing` when they have no experiment, `not-shared` when none of its runs is there and valid
 */
export function requireOwnRuns(handIn: HandIn): SharedRun[] {
  const { id } = handIn.student;
  if (handIn.ownExperiments.length === 0)
    throw new Unmet(
      missing(
        `${handIn.homeworkAt(/"experiments"/)}: no experiment is by ${id}`,
        `Add an experiment with "by": "${id}" to homework.json and train it.`,
      ),
    );
  const shared = handIn.ownSharedRuns;
  if (shared.length > 0) return shared;
  throw new Unmet(
    notShared(
      handIn.runs
        .filter(({ experiment }) => experiment.by === id)
        .map((run) => `${handIn.runFile(run)}: not shared (${run.reason})`)
        .join('; '),
      `Train your experiment (turbo run train --filter ${handIn.of.team.team}) and keep its whole folder.`,
    ),
  );
}
