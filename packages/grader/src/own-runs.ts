import { missing, notShared, Unmet } from './finding.js';
import type { HandIn, SharedRun } from './hand-in.js';
import { HINTS } from './hints.js';

/**
 * The runs that this student shared.
 * @throws Unmet: `missing` when they have no experiment, `not-shared` when none of its runs is there and valid
 */
export function requireOwnRuns(handIn: HandIn): SharedRun[] {
  const { id } = handIn.student;
  if (handIn.ownExperiments.length === 0)
    throw new Unmet(
      missing(`${handIn.homeworkAt(/"experiments"/)}: no experiment is by ${id}`, HINTS.addExperiment(id)),
    );
  const shared = handIn.ownSharedRuns;
  if (shared.length > 0) return shared;
  throw new Unmet(
    notShared(
      handIn.runs
        .filter(({ experiment }) => experiment.by === id)
        .map((run) => `${handIn.runFile(run)}: not shared (${run.reason})`)
        .join('; '),
      HINTS.trainAndKeep(handIn.of.team.team),
    ),
  );
}
