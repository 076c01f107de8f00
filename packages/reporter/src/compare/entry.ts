import type { Run } from '@teamnet/records';
import { wilsonInterval } from '../facts/proportions.js';
import { type ExperimentResult, TeamStandings } from '../facts/team-standings.js';
import type { TeamRecords } from '../team-records.js';
import type { ComparisonRow } from './comparison.js';

/** A row with the runs behind it, from which the other views are made. */
export interface Entry {
  row: ComparisonRow;
  /** null where the run is not shared. */
  result: ExperimentResult | null;
}

/** A row with a result. */
export type SharedEntry = Entry & {
  row: { result: NonNullable<ComparisonRow['result']> };
  result: ExperimentResult;
};

export function isShared(entry: Entry): entry is SharedEntry {
  return entry.result !== null;
}

/** An entry for each run that a team's homework asks for. */
export function entriesOf({ team: { team, members }, homework, runs, repeats }: TeamRecords): Entry[] {
  const standings = new TeamStandings(homework, runs, repeats);
  return runs.map(({ experiment, dataset, run, reason }) => {
    const result = run && standings.of(experiment.id, dataset);
    return {
      row: {
        team,
        experiment: experiment.id,
        dataset,
        by: members.find(({ id }) => id === experiment.by)?.name ?? experiment.by,
        student: experiment.by,
        result: run && result ? describe(run, result) : null,
        reason,
      },
      result,
    };
  });
}

function describe(
  run: Run,
  { runs, sample, standing }: ExperimentResult,
): NonNullable<ComparisonRow['result']> {
  return {
    runId: run.id,
    profile: run.profile,
    source: run.dataset.source,
    dataFingerprint: run.dataset.fingerprint,
    model: run.model.name,
    architecture: run.model.fingerprint,
    parameters: run.model.parameters.total,
    accuracy: run.test.accuracy,
    interval: wilsonInterval(run.test.accuracy, run.test.numExamples),
    loss: run.test.loss,
    testImages: run.test.numExamples,
    bestEpoch: run.bestEpoch,
    epochs: run.history.length,
    trainSeconds: run.timing.train,
    overfitting: run.overfitting.verdict,
    seeds: { accuracies: runs.map((one) => one.run.test.accuracy), ...sample },
    standing,
  };
}
