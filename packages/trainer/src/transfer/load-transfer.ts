import { assignWeights, readWeightsFile, WeightsMismatchError } from '@teamnet/weights';
import * as tf from '@tensorflow/tfjs';
import { loadSavedNetwork } from '../store/saved-network.js';
import { checkUnchanged } from './find-weights-file.js';
import type { TransferOrigin } from './transfer-origin.js';

/**
 * Puts the weights that a run begins with into its network: all layers but the head, which keeps those of its seed.
 * Needs an open engine.
 * @throws the errors of the weights room and of loadSavedNetwork; WeightsMismatchError where a layer's size follows the
 *   image size, and the run was of another
 */
export async function loadTransfer(
  model: tf.LayersModel,
  { source, weights }: TransferOrigin,
): Promise<void> {
  if ('file' in weights) {
    checkUnchanged(weights.file, source.sha256);
    assignWeights(model, await readWeightsFile(weights.file));
    return;
  }
  const saved = await loadSavedNetwork(weights.run, weights.folder);
  try {
    // Equal fingerprints: the same layers in the same order, whatever tfjs called those of a team's own network.
    const head = model.outputLayers[0]!.name;
    for (const [index, layer] of model.layers.entries())
      if (layer.name !== head && layer.weights.length > 0)
        copyWeights(saved.layers[index]!, layer, source.name);
  } finally {
    saved.dispose();
  }
}

function copyWeights(from: tf.layers.Layer, to: tf.layers.Layer, source: string): void {
  const shapes = (layer: tf.layers.Layer) =>
    layer.weights.map(({ shape }) => `[${shape.join(', ')}]`).join(' ');
  if (shapes(from) !== shapes(to))
    throw new WeightsMismatchError(
      source,
      `its layer ${from.name} has weights ${shapes(from)}, this network's ${to.name} has ${shapes(to)}.`,
      'Train both with the same training.imageSize, or use a network with global average pooling.',
    );
  tf.tidy(() => to.setWeights(from.getWeights()));
}
