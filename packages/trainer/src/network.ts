import { buildModel, makeOptimizer, modelFingerprint, modelVariables } from '@teamnet/core-blocks';
import { openProgram, type Program } from '@teamnet/engine';
import * as tf from '@tensorflow/tfjs';
import { differs } from './check-networks.js';
import { classWeightsOf } from './class-weights.js';
import { evaluateFunction, trainFunction } from './step-functions.js';
import type { RunTask } from './train-run.js';

/** The network of one run with its program, open for training. */
export class Network implements Disposable {
  private constructor(
    readonly model: tf.LayersModel,
    readonly fingerprint: string,
    readonly program: Program,
    private readonly state: readonly tf.Variable[],
  ) {}

  /**
   * Builds the network and compiles its steps: training for the full batch and for the smaller last one of an epoch,
   * and evaluation, all in one program over the weights and the optimizer's state.
   * @param trainExamples size of the training split
   */
  static async open(
    task: Pick<
      RunTask,
      'settings' | 'data' | 'uses' | 'appFolder' | 'engine' | 'modelFingerprint' | 'team' | 'place'
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
    const { trainable, nonTrainable } = modelVariables(model);
    const optimizer = makeOptimizer(optimizerSettings, trainable);
    const network = { model, imageSize };
    const classWeights = classWeightsOf(settings.training.classWeights, labels, uses.train.labels);
    const options = { ...settings.training, classWeights };
    const functions = [
      ...batchSizes(trainExamples, batchSize).map((batch) =>
        trainFunction(network, optimizer, batch, augment, options),
      ),
      evaluateFunction(network, batchSize),
    ];
    const variables = [...trainable, ...nonTrainable, ...optimizer.state];
    const program = await openProgram(task.engine, {
      variables,
      functions,
      mode,
      ...(precision === undefined ? {} : { precision }),
    });
    return new Network(model, fingerprint, program, optimizer.state);
  }

  [Symbol.dispose](): void {
    this.program.dispose();
    tf.dispose([...this.state]);
    this.model.dispose();
  }
}

/** The sizes of an epoch's batches, each once. */
export function batchSizes(examples: number, batchSize: number): number[] {
  const last = examples % batchSize;
  return [...(examples >= batchSize ? [batchSize] : []), ...(last > 0 ? [last] : [])];
}
