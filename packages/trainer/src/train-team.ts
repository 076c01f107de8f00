import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DataOptions } from '@teamnet/datasets';
import { type EngineName, explainOutOfMemory, openEngine } from '@teamnet/engine';
import { type Run, readSharingNote, type Workspace } from '@teamnet/records';
import { DeviceTurn } from './device-turn.js';
import { RunLockedError, TrainingDivergedError, WeightsNotSharedError } from './errors.js';
import { type Choice, type Plan, planRuns } from './plan-runs.js';
import { completeTask, type PreparedPlan, type PreparedTask, prepareTasks } from './prepare-tasks.js';
import { sourceRunsOf } from './source-runs.js';
import { findFinishedRun } from './store/find-finished-run.js';
import { findCollectedRun, findUsableRun, type UsableRun } from './store/find-usable-run.js';
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
  /** Train again, also what is up to date, what was collected and what its author withheld. */
  force?: boolean;
  /** Stops between two steps; what the checkpoints hold is kept. */
  signal?: AbortSignal;
  onEvent(event: TrainEvent): void;
}

export interface TrainedRun {
  experiment: string;
  dataset: string;
  /** Absolute. */
  folder: string;
  run: Run;
  /** false = it was up to date. */
  trained: boolean;
}

/**
 * Trains what a team's homework asks for and is not there yet, experiment by experiment on each data set, and writes
 * `apps/<team>/runs/<experiment>/<dataset>/`. Names, networks and splits are all checked before the first training.
 * Runs that team-mates shared stay as they are, and what they withheld is not trained. One training that diverges, or that another process is doing, does not keep the others from being trained; its
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
  const { tasks, given: stand } = await prepareTasks(workspace, plan, engine, options);

  using turn = new DeviceTurn(engine, options);
  const trained: TrainedRun[] = stand.flatMap((run) => keepGiven(run, options));
  const failures: Error[] = [];
  /** Why there is no run in a place that others start from. */
  const failed = new Map<string, string>();
  for (const task of tasks) {
    const { place } = task;
    const fail = (why: string) => failed.set(`${place.experiment}/${place.dataset}`, why);
    if (!options.force && isWithheld(task)) {
      const { number, of, experiment } = task;
      options.onEvent({ type: 'run-withheld', ...place, number, of, student: experiment.by });
      fail('is withheld by its author');
      continue;
    }
    const collected = options.force ? null : findCollectedRun(workspace, plan.homework, task);
    if (collected) {
      trained.push(keep(task, collected, 'collected', options));
      continue;
    }
    const source = sourceRunsOf(task).find(({ experiment, dataset }) =>
      failed.has(`${experiment}/${dataset}`),
    );
    if (source) {
      const why = failed.get(`${source.experiment}/${source.dataset}`);
      options.onEvent({
        type: 'run-failed',
        ...place,
        message: `Its ${source.role} "${source.experiment}" ${why}.`,
      });
      fail('could not be trained');
      continue;
    }
    try {
      trained.push(await trainUnlessFinished(workspace, plan, task, turn, options));
    } catch (error) {
      const isOthers = error instanceof WeightsNotSharedError;
      if (!(error instanceof TrainingDivergedError || error instanceof RunLockedError || isOthers))
        throw error;
      options.onEvent({ type: 'run-failed', ...place, message: error.message });
      // What a team-mate keeps back stops nothing.
      if (!isOthers) failures.push(error);
      fail('could not be trained');
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
  const usable = () => (options.force ? null : findUsableRun(workspace, homework, prepared));
  const task = completeUnlessKept(workspace, prepared, usable);
  if ('run' in task) return keep(prepared, task, 'source-without-weights', options);
  const { place, folder, experiment, dataset, number, of } = task;
  const finished = () =>
    options.force ? null : findFinishedRun(workspace, homework, experiment, dataset, task);
  const skip = ({ run, refreshed }: NonNullable<ReturnType<typeof finished>>): TrainedRun => {
    options.onEvent({ type: 'run-skipped', ...place, number, of, refreshed });
    return { ...place, folder, run, trained: false };
  };
  const before = finished();
  if (before) return skip(before);
  const shared = usable();
  if (shared && shared.origin !== 'here') return keep(prepared, shared, shared.origin, options);
  const label = `${task.team}, ${place.experiment} on ${place.dataset}`;
  // Before the run's own lock: who waits here for another process that trains this very run finds it done.
  await turn.take(label);
  using _lock = RunLock.take(folder, label);
  const runFolder = new RunFolder(folder);
  runFolder.tidy();
  // Another process may have finished it since, or left it between two renames.
  const meanwhile = finished();
  if (meanwhile) return skip(meanwhile);
  const collected = options.force ? null : findCollectedRun(workspace, homework, prepared);
  if (collected) return keep(prepared, collected, 'collected', options);
  if (options.force) runFolder.removeCheckpoint();
  const { engine, settings } = task;
  const { batchSize } = settings.training;
  const run = await trainRun(task, options).catch((error: unknown) => {
    throw explainOutOfMemory(error, { device: engine.device, batchSize });
  });
  return { ...place, folder, run, trained: true };
}

/** Nothing but a note of its author lies in its place. */
function isWithheld({ folder, experiment }: PreparedTask): boolean {
  return !existsSync(join(folder, 'run.json')) && readSharingNote(folder, experiment.by)?.withheld === true;
}

/** The task, or the run that stands for it where what it starts from came without weights. */
function completeUnlessKept(workspace: Workspace, prepared: PreparedTask, usable: () => UsableRun | null) {
  try {
    return completeTask(workspace, prepared);
  } catch (error) {
    const found = error instanceof WeightsNotSharedError ? usable() : null;
    if (found) return found;
    throw error;
  }
}

/** Of a run whose images are not here. */
function keepGiven(
  { planned, stands, number, of }: PreparedPlan['given'][number],
  options: TrainOptions,
): TrainedRun[] {
  const { experiment, dataset, folder } = planned;
  const place = { experiment: experiment.id, dataset };
  if (stands !== 'withheld')
    return [keep({ place, folder, number, of }, stands, 'images-elsewhere', options)];
  options.onEvent({ type: 'run-withheld', ...place, number, of, student: experiment.by });
  return [];
}

type Kept = Extract<TrainEvent, { type: 'run-kept' }>;

function keep(
  { place, folder, number, of }: Pick<PreparedTask, 'place' | 'folder' | 'number' | 'of'>,
  { run, difference }: UsableRun,
  why: Kept['why'],
  { onEvent }: TrainOptions,
): TrainedRun {
  const { student, profile } = run;
  onEvent({ type: 'run-kept', ...place, number, of, why, student, profile, difference });
  return { ...place, folder, run, trained: false };
}
