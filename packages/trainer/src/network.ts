import {
  addLora,
  buildModel,
  type LoraAdapters,
  makeOptimizer,
  modelFingerprint,
  modelVariables,
} from '@teamnet/core-blocks';
import { openProgram, type Program } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { differs } from './check-networks.js';
import { classWeightsOf } from './class-weights.js';
import { evaluateFunction, trainFunction } from './step-functions.js';
import { openTeacher } from './teacher/open-teacher.js';
import type { RunTask } from './train-run.js';
import { withFixedVariables } from './with-fixed-variables.js';

/** The network of one run with its program, open for training. */
export class Network implements Disposable {
  private constructor(
    readonly model: tf.LayersModel,
    readonly fingerprint: string,
    readonly program: Program,
    private readonly state: readonly tf.Variable[],
    private readonly teacher: tf.LayersModel | null,
    /** null without low-rank adaptation. */
    readonly adapters: LoraAdapters | null,
  ) {}

  /**
   * Builds the network and compiles its steps: training for the full batch and for the smaller last one of an epoch,
   * and evaluation, all in one program over the weights and the optimizer's state.
   * @param trainExamples size of the training split
   */
  static async open(
    task: Pick<
      RunTask,
      | 'settings'
      | 'data'
      | 'uses'
      | 'appFolder'
      | 'engine'
      | 'modelFingerprint'
      | 'team'
      | 'place'
      | 'teacher'
    >,
    trainExamples: number,
    mode: 'compiled' | 'eager' = 'compiled',
  ): Promise<Network> {
    const { settings, data, appFolder, uses } = task;
    const {
      imageSize,
      batchSize,
      seed,
      optimizer: optimizerSettings,
      augment,
      precision,
    } = settings.training;
    const { labels } = data.info;
    const classes = labels.length;
    const model = await buildModel(settings.model, { imageSize, classes, seed, appFolder });
    const fingerprint = modelFingerprint(model);
    if (fingerprint !== task.modelFingerprint) throw differs(task.team, task.place.experiment);
    const { lora } = settings.training;
    const adapters = lora ? addLora(model, lora, seed) : null;
    const { trainable, nonTrainable } = modelVariables(model);
    const trained = [...trainable, ...(adapters?.variables ?? [])];
    const optimizer = makeOptimizer(optimizerSettings, trained);
    const network = { model, imageSize, adapters: adapters?.variables ?? [] };
    const classWeights = classWeightsOf(settings.training.classWeights, labels, uses.train.labels);
    const { distillation } = settings.training;
    const teacher = task.teacher && distillation ? await openTeacher(task.teacher, distillation) : null;
    const options = { ...settings.training, classWeights, teacher };
    const functions = [
      ...batchSizes(trainExamples, batchSize).map((batch) =>
        trainFunction(network, optimizer, batch, augment, options),
      ),
      evaluateFunction(network, batchSize),
    ];
    const taught = teacher ? teacher.model.weights.map((weight) => weight.read() as tf.Variable) : [];
    // With adapters no average of batch normalization moves.
    const fixed = adapters ? [...nonTrainable, ...taught] : taught;
    const moving = adapters ? [] : nonTrainable;
    const variables = [...trained, ...moving, ...optimizer.state, ...fixed];
    const program = await openProgram(task.engine, {
      variables,
      functions,
      mode,
      ...(precision === undefined ? {} : { precision }),
    });
    const changing = withFixedVariables(program, fixed.length);
    return new Network(model, fingerprint, changing, optimizer.state, teacher?.model ?? null, adapters);
  }

  /** Brings `model` up to date with the program, adapters merged: the network as it is saved. */
  settle(): void {
    this.program.syncVariables();
    this.adapters?.merge();
  }

  [Symbol.dispose](): void {
    this.program.dispose();
    tf.dispose([...this.state]);
    this.adapters?.dispose();
    this.model.dispose();
    this.teacher?.dispose();
  }
}

/** The sizes of an epoch's batches, each once. */
export function batchSizes(examples: number, batchSize: number): number[] {
  const last = examples % batchSize;
  return [...(examples >= batchSize ? [batchSize] : []), ...(last > 0 ? [last] : [])];
}
