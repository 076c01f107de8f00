import type { ModelSettings } from '@teamnet/records';
import * as tf from '@tensorflow/tfjs';
import { checkModel } from './check-model.js';
import { ModelFileError, ModelShapeError, ModelUnknownError } from './errors.js';
import { buildFromFile, isModelFile } from './model-file.js';
import { MODEL_NAMES, networks } from './networks/all-networks.js';
import { readOptions } from './networks/read-options.js';
import { seedWeights } from './seed-weights.js';
import { useOwnLayers } from './use-own-layers.js';

export interface BuildOptions {
  /** Height and width of the images in pixels. */
  imageSize: number;
  /** Number of classes. */
  classes: number;
  /** Seed of the initial weights; a whole number. */
  seed: number;
  /** Folder of the team's app, for a network of its own such as `./src/model.ts`. */
  appFolder?: string;
}

/**
 * Builds the network that a homework names, with initial weights from the seed.
 *
 * Input: [batch, imageSize, imageSize, 3], raw pixels 0..255 as float32 (the network scales them itself). Output:
 * logits [batch, classes], no softmax. Needs no particular tfjs backend.
 *
 * @throws ModelUnknownError, ModelOptionError, ModelFileError, ModelShapeError
 */
export async function buildModel(settings: ModelSettings, options: BuildOptions): Promise<tf.LayersModel> {
  checkTask(settings.name, options);
  const model = await assemble(settings, options);
  checkModel(model, settings.name, options);
  seedWeights(model, options.seed);
  return model;
}

function checkTask(name: string, { imageSize, classes }: BuildOptions): void {
  for (const [what, value] of Object.entries({ 'image size': imageSize, 'number of classes': classes }))
    if (!Number.isInteger(value) || value < 1)
      throw new ModelShapeError(name, `the ${what} is ${value}.`, 'Make it a whole number of at least 1.');
}

async function assemble(settings: ModelSettings, options: BuildOptions): Promise<tf.LayersModel> {
  const { imageSize, classes, appFolder } = options;
  const input = tf.input({ name: 'image', shape: [imageSize, imageSize, 3] });
  if (isModelFile(settings.name)) {
    if (appFolder === undefined)
      throw new ModelFileError(
        settings.name,
        'it is a file of a team, and no team was named.',
        'Name the team, or use one of the built-in networks.',
      );
    const context = { classes, imageSize, options: settings.options };
    const own = await useOwnLayers(
      await buildFromFile(settings.name, appFolder, input, context),
      settings.name,
    );
    // A tf.sequential has no output layers; the same layers as a graph do.
    return tf.model({ inputs: own.inputs, outputs: own.outputs, name: 'own_model' });
  }
  const network = networks.get(settings.name);
  if (!network) throw new ModelUnknownError(settings.name, MODEL_NAMES);
  const complete = readOptions(settings.name, network, settings.options ?? {});
  return tf.model({
    inputs: input,
    outputs: network.build(input, classes, complete),
    name: modelName(settings.name),
  });
}

function modelName(name: string): string {
  return name.replaceAll('-', '_');
}
