import * as tf from '@tensorflow/tfjs';
import { ModelShapeError } from './errors.js';
import { BatchNormalization } from './layers/batch-normalization.js';
import { Dropout } from './layers/dropout.js';

const own: Record<string, unknown> = { BatchNormalization, Dropout };
const drawsInJavaScript = [
  'AlphaDropout',
  'GaussianDropout',
  'GaussianNoise',
  'RandomWidth',
  'SpatialDropout1D',
];

/**
 * A team's own network with tfjs' batch normalization and dropout replaced by ours, which a compiled step needs: it
 * is built again from its configuration. A network without those layers is returned as it is.
 *
 * @throws ModelShapeError for a layer that draws random numbers in JavaScript and has no twin here.
 */
export async function useOwnLayers(model: tf.LayersModel, name: string): Promise<tf.LayersModel> {
  const unfit = model.layers.find((layer) => drawsInJavaScript.includes(layer.getClassName()));
  if (unfit)
    throw new ModelShapeError(
      name,
      `the layer "${unfit.name}" (${unfit.getClassName()}) draws its random numbers outside the training step.`,
      'Leave it out, or use blocks.dropout.',
    );
  const stock = model.layers.some((layer) => {
    const twin = own[layer.getClassName()];
    return twin !== undefined && layer.constructor !== twin;
  });
  if (!stock) return model;
  const rebuilt = await tf.models.modelFromJSON(
    model.toJSON(null, false) as Parameters<typeof tf.models.modelFromJSON>[0],
  );
  model.dispose();
  return rebuilt;
}
