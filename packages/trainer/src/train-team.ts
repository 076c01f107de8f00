import { type DataOptions, type OpenDataset, openDataset } from '@teamnet/datasets';
import { type Engine, type EngineName, explainOutOfMemory, openEngine } from '@teamnet/engine';
import type { DatasetName, Run, Workspace } from '@teamnet/records';
import { checkNetworks } from './check-networks.js';
import { splitUses } from './check-splits.js';
import { checkClassWeights } from './class-weights.js';
import { DeviceTurn } from './device-turn.js';
import { RunLockedError, TrainingDivergedError } from './errors.js';
import { hashModelSource } from './hash-model-source.js';
import { type Choice, type Plan, type PlannedRun, planRuns } from './plan-runs.js';
import { runId } from './run-id.js';
import { learningRateOf } from './schedule/learning-rate.js';
import { SplitCache } from './split-cache.js';
import { findFinishedRun } from './store/find-finished-run.js';
import { RunFolder } from './store/run-folder.js';
import { RunLock } from './store/run-lock.js';
import type { TrainEvent } from './train-event.js';
import { type RunTask, trainRun } from './train-run.js';

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
  for (const task of tasks) {
    try {
      trained.push(await trainUnlessFinished(workspace, plan, task, turn, options));
    } catch (error) {
      if (!(error instanceof TrainingDivergedError || error instanceof RunLockedError)) throw error;
      options.onEvent({ type: 'run-failed', ...task.place, message: error.message });
      failures.push(error);
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

async function prepareTasks(
  workspace: Workspace,
  { homework, runs }: Plan,
  engine: Engine,
  options: TrainOptions,
): Promise<RunTask[]> {
  const appFolder = workspace.appFolder(homework.team);
  checkClassWeights(homework, runs);
  const fingerprints = await checkNetworks(homework, runs, appFolder);
  const datasets = await openDatasets(runs, options);
  const images = new SplitCache();
  return runs.map((planned, index): RunTask => {
    const { experiment, settings } = planned;
    const dataset = datasets.get(planned.dataset)!;
    const splits = homework.splits?.[planned.dataset] ?? dataset.defaultSplits;
    const { name, fingerprint, labels } = dataset.info;
    const modelFingerprint = fingerprints.get(experiment.id)!;
    const uses = splitUses(dataset, splits);
    // Told before any training when the schedule does not fit this many images.
    learningRateOf(settings.training, Math.ceil(uses.train.numExamples / settings.training.batchSize));
    const id = runId({
      settings,
      dataset: { name, fingerprint, labels, splits },
      modelFingerprint,
      modelSource: hashModelSource(settings.model.name, appFolder),
      engine: { name: engine.name, version: engine.version },
    });
    return {
      ...planned,
      place: { experiment: experiment.id, dataset: name },
      number: index + 1,
      of: runs.length,
      id,
      team: homework.team,
      profile: options.profile,
      root: workspace.root,
      appFolder,
      modelFingerprint,
      engine,
      images,
      data: dataset,
      splits,
      uses,
    };
  });
}

async function openDatasets(
  runs: readonly PlannedRun[],
  options: TrainOptions,
): Promise<Map<DatasetName, OpenDataset>> {
  const { data, signal, onEvent } = options;
  const opened = new Map<DatasetName, OpenDataset>();
  for (const dataset of new Set(runs.map((run) => run.dataset))) {
    const onProgress: DataOptions['onProgress'] = (progress) => onEvent({ type: 'data', dataset, progress });
    opened.set(dataset, await openDataset(dataset, { ...data, signal, onProgress }));
  }
  return opened;
}

async function trainUnlessFinished(
  workspace: Workspace,
  { homework }: Plan,
  task: RunTask,
  turn: DeviceTurn,
  options: TrainOptions,
): Promise<TrainedRun> {
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
