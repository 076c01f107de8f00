import * as tf from '@tensorflow/tfjs';
import { WeightsMismatchError } from '../errors.js';
import type { LayerWeights, WeightsFile, WeightTensor } from '../read/weight-tensor.js';
import { kerasKeys } from './keras-keys.js';
import { fromTorchLayout } from './torch-layout.js';

export interface AssignOptions {
  /** Whether the head (the last layer, which follows the number of classes) is to be taken too; false when left out. */
  head?: boolean;
}

/**
 * Puts the weights of a file into a network. Layers are matched by their names; where the file has other names, by
 * Keras 3's (`conv2d_1`), or by their order where the file keeps it. Each array must have the shape of its
 * counterpart. Layers that the file has beyond the network's last one are its own head, and stay unused.
 *
 * Nothing is changed when something does not fit.
 * @throws WeightsMismatchError that names the first difference
 */
export function assignWeights(
  model: tf.LayersModel,
  weights: WeightsFile,
  { head = false }: AssignOptions = {},
): void {
  const headName = model.outputLayers[0]!.name;
  const layers = model.layers.filter(
    (layer) => layer.weights.length > 0 && (head || layer.name !== headName),
  );
  const matched = match(model, layers, weights);
  const arrays = layers.map((layer, index) => fit(layer, matched[index], weights));
  for (const [index, layer] of layers.entries())
    tf.tidy(() => {
      layer.setWeights(arrays[index]!.map(({ values, shape }) => tf.tensor(values, [...shape])));
    });
}

/** The file's layer of each layer; undefined where it has none. */
function match(
  model: tf.LayersModel,
  layers: readonly tf.layers.Layer[],
  { layers: given, ordered }: WeightsFile,
): (LayerWeights | undefined)[] {
  const byName = new Map(given.map((layer) => [layer.name, layer]));
  const named = layers.map(({ name }) => byName.get(name));
  if (named.some((layer) => layer !== undefined) && (!ordered || named.every((layer) => layer !== undefined)))
    return named;
  if (ordered) return layers.map((_, index) => given[index]);
  const byKey = new Map(given.map((layer) => [layer.key, layer]));
  const keys = kerasKeys(model.layers);
  return layers.map((layer) => byKey.get(keys.get(layer)));
}

/** A layer's arrays from the file, in the layer's order. */
function fit(
  layer: tf.layers.Layer,
  found: LayerWeights | undefined,
  { file, layout }: WeightsFile,
): WeightTensor[] {
  const wanted = layer.weights.map(({ originalName, shape }) => ({
    name: originalName.split('/').at(-1)!,
    shape: shape as number[],
  }));
  const wants = `${layer.name} (${describe(wanted)})`;
  if (!found) throw mismatch(file, `it has no weights for the layer ${wants}`);
  if (layout === 'torch' && followsFlattenedMap(layer))
    throw new WeightsMismatchError(
      file,
      `the layer ${layer.name} follows a flattened feature map, whose values PyTorch has in another order (channels first).`,
      'Use a network that averages its last feature map (globalPooling), or weights that Keras wrote.',
    );
  const names = wanted.map(({ name }) => name);
  const tensors = layout === 'torch' ? fromTorchLayout(found, names) : found.tensors;
  const fits =
    tensors.length === wanted.length &&
    tensors.every(({ shape }, index) => shape.join() === wanted[index]!.shape.join());
  if (!fits) throw mismatch(file, `its layer ${found.name} (${describe(found.tensors)}) is not ${wants}`);
  return tensors;
}

/** Whether a layer of weights per unit gets a map of more than one place and channel as one vector, also through dropout. */
function followsFlattenedMap(layer: tf.layers.Layer): boolean {
  if (layer.getClassName() !== 'Dense') return false;
  let input = layer.input as tf.SymbolicTensor;
  while (['Dropout', 'Activation', 'ReLU'].includes(input.sourceLayer.getClassName()))
    input = input.sourceLayer.input as tf.SymbolicTensor;
  if (input.sourceLayer.getClassName() !== 'Flatten') return false;
  const map = (input.sourceLayer.input as tf.SymbolicTensor).shape.slice(1) as number[];
  const channels = map.at(-1)!;
  const places = map.slice(0, -1).reduce((product, side) => product * side, 1);
  return places > 1 && channels > 1;
}

function mismatch(file: string, difference: string): WeightsMismatchError {
  return new WeightsMismatchError(
    file,
    `these are the weights of another network: ${difference}.`,
    'Take the file of this network, or choose the network of this file in homework.json ("model").',
  );
}

function describe(tensors: readonly { name: string; shape: readonly number[] }[]): string {
  return tensors.map(({ name, shape }) => `${name} [${shape.join(', ')}]`).join(', ');
}
