import type { DataOptions } from '@teamnet/datasets';
import { type EngineName, explainOutOfMemory, openEngine } from '@teamnet/engine';
import type { DatasetName, Run, Workspace } from '@teamnet/records';
import { DeviceTurn } from './device-turn.js';
import { RunLockedError, TrainingDivergedError } from './errors.js';
import { type Choice, type Plan, planRuns } from './plan-runs.js';
import { completeTask, type PreparedTask, prepareTasks } from './prepare-tasks.js';
import { sourceRunsOf } from './source-runs.js';
import { findFinishedRun } from './store/find-finished-run.js';
import { RunFolder } from './store/run-folder.js';
import { RunLock } from './store/run-lock.js';
import type { TrainEvent } from './train-event.js';
import { trainRun } from './train-run.js';

export interface TrainOptions extends Choice {
  /** Where the data lies. Its `onProgress` and `signal` are filled in from here. */
  data: DataOptions;
  /** `compiled` where the engine can. */
  engineMode?: 'compiled' | 'eager';
  /** The first that works, when left out. */
  engine?: EngineName;
  /** Train again, also what is up to date. */
  force?: boolean;
  /** Stops between two steps; what the checkpoints hold is kept. */
  signal?: AbortSignal;
  onEvent(event: TrainEvent): void;
}

export interface TrainedRun {
  experiment: string;
  dataset: DatasetName;
  /** Absolute. */
  folder: string;
  run: Run;
  /** false = it was up to date. */
  trained: boolean;
}

/**
 * Trains what a team's homework asks for and is not there yet, experiment by experiment on each data set, and writes
 * `apps/<team>/runs/<experiment>/<dataset>/`. Names, networks and splits are all checked before the first training.
 * One training that diverges, or that another process is doing, does not keep the others from being trained; its
 * error is thrown at the end. Waits for its turn where another training has the device (device-turn.ts).
 *
 * @throws TrainingPlanError, TrainingDivergedError, TrainingInterruptedError, RunLockedError, RecordWriteError,
 *   OutOfMemoryError, and the errors of records, core-blocks, datasets and engine
 */
export async function trainTeam(
  workspace: Workspace,
  team: string,
  given: TrainOptions,
): Promise<TrainedRun[]> {
  const options = { ...given, onEvent: warnOnce(given.onEvent) };
  const plan = planRuns(workspace, team, options);
  const engine = await openEngine(options.engine === undefined ? {} : { engine: options.engine });
  if (engine.fallback !== undefined) options.onEvent({ type: 'warning', message: engine.fallback });
  const tasks = await prepareTasks(workspace, plan, engine, options);

  using turn = new DeviceTurn(engine, options);
  const trained: TrainedRun[] = [];
  const failures: Error[] = [];
  const failed = new Set<string>();
  for (const task of tasks) {
    const source = sourceRunsOf(task).find(({ experiment, dataset }) =>
      failed.has(`${experiment}/${dataset}`),
    );
    if (source) {
      const message = `Its ${source.role} "${source.experiment}" could not be trained.`;
      options.onEvent({ type: 'run-failed', ...task.place, message });
      failed.add(`${task.place.experiment}/${task.place.dataset}`);
      continue;
    }
    try {
      trained.push(await trainUnlessFinished(workspace, plan, task, turn, options));
    } catch (error) {
      if (!(error instanceof TrainingDivergedError || error instanceof RunLockedError)) throw error;
      options.onEvent({ type: 'run-failed', ...task.place, message: error.message });
      failures.push(error);
      failed.add(`${task.place.experiment}/${task.place.dataset}`);
    }
  }
  if (failures.length > 0) throw failures[0];
  return trained;
}

/** What is wrong with the engine is wrong in each run; it is told once. */
function warnOnce(onEvent: TrainOptions['onEvent']): TrainOptions['onEvent'] {
  const told = new Set<string>();
  return (event) => {
    if (event.type === 'warning' && told.has(event.message)) return;
    if (event.type === 'warning') told.add(event.message);
    onEvent(event);
  };
}

async function trainUnlessFinished(
  workspace: Workspace,
  { homework }: Plan,
  prepared: PreparedTask,
  turn: DeviceTurn,
  options: TrainOptions,
): Promise<TrainedRun> {
  const task = completeTask(workspace, prepared);
  const { place, folder, experiment, dataset, number, of } = task;
  const finished = () =>
    options.force ? null : findFinishedRun(workspace, homework, experiment, dataset, task);
  const skip = ({ run, refreshed }: NonNullable<ReturnType<typeof finished>>): TrainedRun => {
    options.onEvent({ type: 'run-skipped', ...place, number, of, refreshed });
    return { ...place, folder, run, trained: false };
  };
  const before = finished();
  if (before) return skip(before);
  const label = `${task.team}, ${place.experiment} on ${place.dataset}`;
  // Before the run's own lock: who waits here for another process that trains this very run finds it done.
  await turn.take(label);
  using _lock = RunLock.take(folder, label);
  const runFolder = new RunFolder(folder);
  runFolder.tidy();
  // Another process may have finished it since, or left it between two renames.
  const meanwhile = finished();
  if (meanwhile) return skip(meanwhile);
  if (options.force) runFolder.removeCheckpoint();
  const { engine, settings } = task;
  const { batchSize } = settings.training;
  const run = await trainRun(task, options).catch((error: unknown) => {
    throw explainOutOfMemory(error, { device: engine.device, batchSize });
  });
  return { ...place, folder, run, trained: true };
}
