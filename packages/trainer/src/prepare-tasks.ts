import { type DataOptions, type OpenDataset, openHomeworkDataset, pixelRule } from '@teamnet/datasets';
import type { Engine, SetUpProgress } from '@teamnet/engine';
import {
  canonicalJson,
  type Homework,
  type RunIngredients,
  runId,
  trainingStages,
  type Workspace,
} from '@teamnet/records';
import { checkAblations } from './check-ablations.js';
import { checkNetworks } from './check-networks.js';
import { splitUses } from './check-splits.js';
import { checkClassWeights } from './class-weights.js';
import { WeightsNotSharedError } from './errors.js';
import { stageSettings } from './fit.js';
import { hashModelSource } from './hash-model-source.js';
import { type Given, keepWithoutImages } from './keep-without-images.js';
import type { Plan, PlannedRun } from './plan-runs.js';
import { learningRateOf } from './schedule/learning-rate.js';
import { type SourceRun, sourceRunsOf } from './source-runs.js';
import { SplitCache } from './split-cache.js';
import { readTeacher } from './teacher/read-teacher.js';
import type { RunTask } from './train-run.js';
import type { TrainOptions } from './train-team.js';
import { findTransferRun } from './transfer/find-transfer-run.js';
import { findWeightsFile } from './transfer/find-weights-file.js';
import type { TransferOrigin } from './transfer/transfer-origin.js';

/** A planned run with all that can be known before the first training: not what it takes from other runs. */
export interface PreparedTask extends Omit<RunTask, 'id' | 'teacher' | 'transfer'> {
  ingredients: RunIngredients;
  /** The weights file that it begins with; null without transfer, or where another run brings the weights. */
  weightsFile: TransferOrigin | null;
}

/** What comes of a plan before the first training. */
export interface PreparedPlan {
  tasks: PreparedTask[];
  /** Runs that stand though the images of their data set are not here. */
  given: { planned: PlannedRun; number: number; of: number; stands: Given }[];
}

/**
 * Opens the data and checks all networks, splits and schedules of a plan.
 * @throws TrainingPlanError, and the errors of core-blocks, datasets and completeTask
 */
export async function prepareTasks(
  workspace: Workspace,
  plan: Plan,
  engine: Engine,
  options: TrainOptions,
): Promise<PreparedPlan> {
  const { homework } = plan;
  const appFolder = workspace.appFolder(homework.team);
  await checkClassWeights(homework, plan.runs, appFolder, options.data);
  const experiments = new Set(plan.runs.map(({ experiment }) => experiment));
  checkAblations(homework, experiments, options.profile);
  const fingerprints = await checkNetworks(homework, plan.runs, appFolder);
  const given = await keepWithoutImages(workspace, plan, fingerprints, options);
  const runs = plan.runs.filter((run) => !given.has(run));
  const numberOf = (run: PlannedRun) => ({ number: plan.runs.indexOf(run) + 1, of: plan.runs.length });
  const datasets = await openDatasets(homework, runs, appFolder, options);
  const weightsFiles = await findWeightsFiles(runs, appFolder, options);
  const images = new SplitCache();
  const tasks = runs.map((planned, index): PreparedTask => {
    const { experiment, settings } = planned;
    const dataset = datasets.get(planned.dataset)!;
    const splits = homework.splits?.[planned.dataset] ?? dataset.defaultSplits;
    const { name, fingerprint, labels } = dataset.info;
    const modelFingerprint = fingerprints.get(experiment.id)!;
    const uses = splitUses(dataset, splits);
    // Told before any training when the schedule does not fit this many images.
    const steps = Math.ceil(uses.train.numExamples / settings.training.batchSize);
    for (const stage of trainingStages(settings.training))
      learningRateOf(stageSettings(settings.training, stage), steps);
    return {
      ...planned,
      place: { experiment: experiment.id, dataset: name },
      ...numberOf(planned),
      ingredients: {
        settings,
        dataset: { name, fingerprint, labels, splits, pixels: pixelRule(settings.training.resize) },
        modelFingerprint,
        modelSource: hashModelSource(settings.model.name, appFolder),
        engine: { name: engine.name, version: engine.version },
      },
      team: homework.team,
      profile: options.profile,
      root: workspace.root,
      appFolder,
      modelFingerprint,
      weightsFile: weightsFiles[index]!,
      engine,
      images,
      data: dataset,
      splits,
      uses,
    };
  });
  // What is there already is looked at before the first training.
  const isPlanned = ({ experiment, dataset }: SourceRun) =>
    runs.some((run) => run.experiment.id === experiment && run.dataset === dataset);
  for (const task of tasks) if (!sourceRunsOf(task).some(isPlanned)) checkSources(workspace, task);
  const stand = [...given].map(([planned, stands]) => ({ planned, ...numberOf(planned), stands }));
  return { tasks, given: stand };
}

/** Weights that a team-mate keeps back are told when the task's turn comes: they keep nothing else from being trained. */
function checkSources(workspace: Workspace, task: PreparedTask): void {
  try {
    completeTask(workspace, task);
  } catch (error) {
    if (!(error instanceof WeightsNotSharedError)) throw error;
  }
}

/**
 * Completes a task when its turn has come, with what it takes from runs that were trained before it; its id depends on
 * them.
 * @throws TeacherUnfitError, TransferUnfitError, RunUnusableError and records' errors for the run that it starts from
 */
export function completeTask(
  workspace: Workspace,
  { ingredients, weightsFile, ...task }: PreparedTask,
): RunTask {
  const { distillation, imageSize, resize } = task.settings.training;
  const { labels } = task.data.info;
  const student = { ...task.place, labels, imageSize, resize };
  const teacher = distillation ? readTeacher(workspace, task.team, distillation, student) : null;
  const transfer = weightsFile ?? findTransferRun(workspace, task);
  const id = runId({
    ...ingredients,
    ...(teacher ? { teacher: teacher.sha256 } : {}),
    ...(transfer ? { transfer: transfer.source.sha256 } : {}),
  });
  return { ...task, id, teacher, transfer };
}

/** One a run; a file is read once. */
async function findWeightsFiles(
  runs: readonly PlannedRun[],
  appFolder: string,
  { onEvent, signal }: TrainOptions,
): Promise<(TransferOrigin | null)[]> {
  const known = new Map<string, TransferOrigin | null>();
  const found: (TransferOrigin | null)[] = [];
  for (const { settings } of runs) {
    const { transfer = null, imageSize } = settings.training;
    const key = canonicalJson([settings.model, transfer?.from ?? null, imageSize]);
    const onProgress = (progress: SetUpProgress) => onEvent({ type: 'weights', progress });
    if (!known.has(key)) known.set(key, await findWeightsFile(settings, appFolder, { onProgress, signal }));
    found.push(known.get(key)!);
  }
  return found;
}

async function openDatasets(
  homework: Homework,
  runs: readonly PlannedRun[],
  appFolder: string,
  options: TrainOptions,
): Promise<Map<string, OpenDataset>> {
  const { data, signal, onEvent } = options;
  const opened = new Map<string, OpenDataset>();
  for (const dataset of new Set(runs.map((run) => run.dataset))) {
    const onProgress: DataOptions['onProgress'] = (progress) => onEvent({ type: 'data', dataset, progress });
    const all = { ...data, signal, onProgress };
    opened.set(dataset, await openHomeworkDataset(homework, dataset, appFolder, all));
  }
  return opened;
}
