import {
  addLora,
  buildModel,
  type LoraAdapters,
  modelFingerprint,
  modelVariables,
} from '@teamnet/core-blocks';
import type { DecodedSplit } from '@teamnet/datasets';
import { openProgram, type Program } from '@teamnet/engine';
import type { RunTransfer } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { differs } from './check-networks.js';
import type { SplitRole } from './check-splits.js';
import { classWeightsOf } from './class-weights.js';
import { freezesBase, type NetworkStage, openStages } from './open-stages.js';
import { evaluateFunction, trainFunction } from './step-functions.js';
import { openTeacher } from './teacher/open-teacher.js';
import type { RunTask } from './train-run.js';
import type { TrainingSplit } from './training-split.js';
import { extractFeatures } from './transfer/extract-features.js';
import { unfreeze } from './transfer/freeze-base.js';
import { loadTransfer } from './transfer/load-transfer.js';
import { splitHead } from './transfer/split-head.js';
import { withFixedVariables } from './with-fixed-variables.js';

/** What a network is opened for. */
type NetworkTask = Pick<
  RunTask,
  | 'settings'
  | 'data'
  | 'uses'
  | 'splits'
  | 'appFolder'
  | 'engine'
  | 'modelFingerprint'
  | 'team'
  | 'place'
  | 'teacher'
  | 'transfer'
>;

/** How a network is opened. */
export interface NetworkOptions {
  mode: 'compiled' | 'eager';
  signal?: AbortSignal | undefined;
  /** Where features are kept. */
  featureFolder: string;
  /** Images whose features are computed, of all. */
  onFeatures(done: number, total: number): void;
}

/** The network of one run with its program, open for training. */
export class Network implements Disposable {
  private constructor(
    readonly model: tf.LayersModel,
    readonly fingerprint: string,
    readonly program: Program,
    /** One, or those of a fine-tuning. */
    readonly stages: readonly NetworkStage[],
    /** What the program takes: the images, or their features. */
    readonly splits: Record<SplitRole, TrainingSplit>,
    /** Feature extraction only. */
    readonly features: RunTransfer['features'],
    private readonly teacher: tf.LayersModel | null,
    /** null without low-rank adaptation. */
    readonly adapters: LoraAdapters | null,
  ) {}

  /**
   * Builds the network, with the weights that a transfer brings, and compiles its steps: training for the full batch
   * and for the smaller last one of an epoch, in each stage, and evaluation, all in one program over the weights and
   * the optimizers' state.
   */
  static async open(
    task: NetworkTask,
    images: Record<SplitRole, DecodedSplit>,
    options: NetworkOptions,
  ): Promise<Network> {
    const { settings, data, appFolder, uses } = task;
    const { training } = settings;
    const { imageSize, batchSize, seed, augment, precision, lora, distillation, transfer } = training;
    const { labels } = data.info;
    const model = await buildModel(settings.model, { imageSize, classes: labels.length, seed, appFolder });
    const fingerprint = modelFingerprint(model);
    if (fingerprint !== task.modelFingerprint) throw differs(task.team, task.place.experiment);
    if (task.transfer) await loadTransfer(model, task.transfer);
    const extracts = transfer?.method === 'feature-extraction';
    const features = extracts
      ? await extractFeatures(model, task, images, {
          ...options,
          folder: options.featureFolder,
          onProgress: options.onFeatures,
        })
      : null;
    const adapters = lora ? addLora(model, lora, seed) : null;
    const stages = openStages(model, training, adapters?.variables ?? []);
    const network = features
      ? { model: headOf(model), imageSize, features: features.shape }
      : { model, imageSize };
    const classWeights = classWeightsOf(training.classWeights, labels, uses.train.labels);
    const teacher = task.teacher && distillation ? await openTeacher(task.teacher, distillation) : null;
    const functions = [
      ...stages.flatMap(({ optimizer, trained, number: stage }) =>
        batchSizes(images.train.numExamples, batchSize).map((batch) => {
          const stepOptions = { ...training, classWeights, teacher, trained, stage };
          return trainFunction(network, optimizer, batch, augment, stepOptions);
        }),
      ),
      evaluateFunction(network, batchSize),
    ];
    const { changing, fixed } = sortVariables(model, stages, {
      frozen: freezesBase(training),
      adapters,
      features,
    });
    const taught = teacher ? variablesOf(teacher.model) : [];
    const program = await openProgram(task.engine, {
      variables: [...changing, ...fixed, ...taught],
      functions,
      mode: options.mode,
      ...(precision === undefined ? {} : { precision }),
    });
    return new Network(
      model,
      fingerprint,
      withFixedVariables(program, fixed.length + taught.length),
      stages,
      features?.splits ?? images,
      features?.told,
      teacher?.model ?? null,
      adapters,
    );
  }

  /** Brings `model` up to date with the program, adapters merged and nothing frozen: the network as it is saved. */
  settle(): void {
    this.program.syncVariables();
    unfreeze(this.model);
    this.adapters?.merge();
  }

  [Symbol.dispose](): void {
    this.program.dispose();
    for (const { optimizer } of this.stages) tf.dispose([...optimizer.state]);
    this.adapters?.dispose();
    this.model.dispose();
    this.teacher?.dispose();
  }
}

/** What a training changes, and what of the network its steps only read, in the order of the program. */
function sortVariables(
  model: tf.LayersModel,
  stages: readonly NetworkStage[],
  { frozen, adapters, features }: { frozen: boolean; adapters: object | null; features: object | null },
): { changing: tf.Variable[]; fixed: tf.Variable[] } {
  const trained = [...new Set(stages.flatMap((stage) => stage.trained))];
  const others = variablesOf(model).filter((variable) => !trained.includes(variable));
  const states = stages.flatMap(({ optimizer }) => optimizer.state);
  // With adapters, or below a frozen base, no average of batch normalization moves.
  if (!frozen && !adapters) return { changing: [...trained, ...others, ...states], fixed: [] };
  return { changing: [...trained, ...states], fixed: features ? [] : others };
}

function variablesOf(model: tf.LayersModel): tf.Variable[] {
  const { trainable, nonTrainable } = modelVariables(model);
  return [...trainable, ...nonTrainable];
}

/** The head of a network as a function of its features. */
function headOf(model: tf.LayersModel): Pick<tf.LayersModel, 'apply' | 'trainableWeights'> {
  const { head } = splitHead(model);
  return {
    apply: (features, options) =>
      head.reduce((x, layer) => layer.apply(x, options) as tf.Tensor, features as tf.Tensor),
    trainableWeights: head.flatMap((layer) => layer.trainableWeights),
  };
}

/** The sizes of an epoch's batches, each once. */
export function batchSizes(examples: number, batchSize: number): number[] {
  const last = examples % batchSize;
  return [...(examples >= batchSize ? [batchSize] : []), ...(last > 0 ? [last] : [])];
}
