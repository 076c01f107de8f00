import type { Run } from '@teamnet/records';
import type { RunEvidence } from './run-evidence.js';

/** What of a run tells it from every other: small enough to keep for a whole class. */
export interface RunTrace {
  team: string;
  /** run.json relative to the checkout. */
  file: string;
  student: string;
  id: string;
  startedAt: string;
  /** Wall time of each epoch. */
  seconds: number[];
  validationLoss: number[];
  trainingLoss: number[];
  /** sha256 of the saved weights; null when it lists none. */
  weights: string | null;
  dataset: Run['dataset']['name'];
  /** The data set as it was, for comparing split counts. */
  data: { fingerprint: string; splits: Run['dataset']['splits'] };
  settings: string;
  model: string;
}

export function traceOf({ team, file, run }: RunEvidence): RunTrace {
  const { history, files, dataset, settings, model } = run;
  return {
    team,
    file,
    student: run.student,
    id: run.id,
    startedAt: run.timing.startedAt,
    seconds: history.map(({ seconds }) => seconds),
    validationLoss: history.map(({ validationLoss }) => validationLoss),
    trainingLoss: history.map(({ loss }) => loss),
    weights: files.find(({ path }) => path === 'model/weights.bin')?.sha256 ?? null,
    dataset: dataset.name,
    data: { fingerprint: dataset.fingerprint, splits: dataset.splits },
    settings: JSON.stringify([settings.model, settings.training.imageSize]),
    model: model.fingerprint,
  };
}
