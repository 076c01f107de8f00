import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolders, type OpenDataset } from '@teamnet/datasets';
import type { Engine } from '@teamnet/engine';
import { RecordWriteError, type Run, type SplitExpressions, type SplitUse } from '@teamnet/records';
import { BestWeights } from './callbacks/best-weights.js';
import type { Callback } from './callbacks/callback.js';
import { Checkpoint } from './callbacks/checkpoint.js';
import { EarlyStopping } from './callbacks/early-stopping.js';
import { HistoryFile } from './callbacks/history-file.js';
import { ReportProgress } from './callbacks/report-progress.js';
import { TensorBoard } from './callbacks/tensorboard.js';
import { checkDisjoint, type SplitRole } from './check-splits.js';
import { TrainingDivergedError, TrainingInterruptedError } from './errors.js';
import { evaluateSplit } from './evaluate-split.js';
import { fit } from './fit.js';
import { Network } from './network.js';
import type { PlannedRun } from './plan-runs.js';
import type { SplitCache } from './split-cache.js';
import { Stopwatch } from './stopwatch.js';
import { readCheckpoint } from './store/checkpoint-file.js';
import { RunFolder } from './store/run-folder.js';
import { writeRun } from './store/write-run.js';
import type { TeacherRun } from './teacher/read-teacher.js';
import type { RunPlace } from './train-event.js';
import type { TrainOptions } from './train-team.js';
import type { TransferOrigin } from './transfer/transfer-origin.js';

/** A planned run with everything that its training needs. */
export interface RunTask extends PlannedRun {
  place: RunPlace;
  /** From 1, of `of`. */
  number: number;
  of: number;
  id: string;
  /** null without distillation. */
  teacher: TeacherRun | null;
  /** null without transfer. */
  transfer: TransferOrigin | null;
  team: string;
  profile: string;
  /** The checkout's root. */
  root: string;
  appFolder: string;
  /** As it was when the homework was checked. */
  modelFingerprint: string;
  engine: Engine;
  images: SplitCache;
  data: OpenDataset;
  splits: SplitExpressions;
  uses: Record<SplitRole, SplitUse>;
}

/**
 * Trains one run, or the rest of it where a checkpoint is there, tests it with its best weights and puts its folder
 * in place. The caller holds the run's lock.
 * @throws TrainingDivergedError, TrainingInterruptedError, TrainingPlanError, RecordWriteError
 */
export async function trainRun(task: RunTask, options: TrainOptions): Promise<Run> {
  const { place, settings, id } = task;
  const { onEvent, signal } = options;
  const name = `${place.experiment} on ${place.dataset}`;
  const folder = new RunFolder(task.folder);
  const found = readCheckpoint(folder.checkpointFile, id);
  if (found === 'damaged') {
    const message = `${folder.checkpointFile} is damaged; ${name} is trained from the start.`;
    onEvent({ type: 'warning', message });
  }
  const resumed = typeof found === 'string' ? null : found;
  const startedAt = resumed?.startedAt ?? new Date().toISOString();
  const { number, of } = task;
  const resumedFrom = resumed?.history.length ?? 0;
  onEvent({ type: 'run-start', ...place, number, of, student: task.experiment.by, resumedFrom });

  const watch = new Stopwatch();
  const draft = folder.makeDraft();
  const bestWeights = new BestWeights(resumed?.best ?? null);
  const checkpoint = new Checkpoint(folder.checkpointFile, { id, startedAt }, bestWeights, resumedFrom);
  try {
    const splits = await watch.time('data', () => loadSplits(task));
    const { name: engine, device } = task.engine;
    const mode = engine === 'native' ? (options.engineMode ?? 'compiled') : 'eager';
    onEvent({ type: 'compile', ...place, engine, device, mode });
    using network = await watch.time('compile', () =>
      Network.open(task, splits, {
        mode,
        signal,
        featureFolder: join(dataFolders(options.data).cacheDir, 'features'),
        onFeatures: (done, total) => onEvent({ type: 'features', ...place, done, total }),
      }),
    );
    const { program } = network;
    if (program.fallback !== undefined) onEvent({ type: 'warning', message: program.fallback });
    onEvent({ type: 'compiled', ...place, mode: program.mode, seconds: program.compileSeconds });
    if (resumed) program.writeVariables(resumed.variables);

    const { earlyStopping, batchSize } = settings.training;
    const callbacks: Callback[] = [
      bestWeights,
      ...(earlyStopping ? [new EarlyStopping(earlyStopping.patience)] : []),
      new HistoryFile(join(draft, 'history.jsonl')),
      new TensorBoard(join(draft, 'tensorboard'), startedAt),
      checkpoint,
      new ReportProgress(place, onEvent),
    ];
    const { history, stopped } = await fit({
      program,
      settings: settings.training,
      train: network.splits.train,
      validation: network.splits.validation,
      callbacks,
      ...(resumed ? { history: resumed.history } : {}),
      ...(signal ? { signal } : {}),
      onDiverged: (epoch, loss, learningRate) => new TrainingDivergedError(name, epoch, loss, learningRate),
    });
    bestWeights.restore({ program });
    const predictions = await watch.time('evaluate', () =>
      evaluateSplit(program, network.splits.test, batchSize, signal),
    );
    const result = { history, stopped, predictions, test: splits.test, startedAt, resumedFrom };
    const run = await writeRun(task, network, result, watch, draft);
    folder.publish(draft);
    onEvent({ type: 'run-end', ...place, number, of, run, folder: task.folder });
    return run;
  } catch (error) {
    if (isSystemError(error)) throw new RecordWriteError(error.path ?? draft, error);
    if (error instanceof TrainingDivergedError) {
      folder.removeCheckpoint();
      folder.noteDivergence(error.divergence);
    }
    if (signal?.aborted && error === signal.reason)
      throw new TrainingInterruptedError(name, checkpoint.epochsDone);
    throw error;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

async function loadSplits({ images, data, splits, settings }: RunTask) {
  const { training } = settings;
  const loaded = {
    train: await images.load(data, splits.train, training),
    validation: await images.load(data, splits.validation, training),
    test: await images.load(data, splits.test, training),
  };
  checkDisjoint(data.info.name, loaded, splits);
  return loaded;
}

/** A full disk, a folder that may not be written to: what the callbacks' plain writes throw. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && 'errno' in error;
}
