import type * as h5wasm from 'h5wasm';
import type { LayerWeights, WeightTensor } from '../weight-tensor.js';
import { isDataset, isGroup, type NumberBudget, readHdf5Tensor } from './read-hdf5-tensor.js';

/** Models in models in models: deeper is no file of Keras. */
const DEEPEST = 8;

/** Whether a file is in the layout of Keras 3: a group `layers`, or `_layer_checkpoint_dependencies` of its first versions. */
export function isKeras3(root: h5wasm.Group): boolean {
  return containers(root).length > 0;
}

/**
 * Reads the layout of Keras 3 (`.weights.h5`, keras/src/saving/saving_lib.py): for each layer a group
 * `layers/<class and count>/vars` with arrays `0`, `1`, … The group's attribute `name` is the layer's own name; where
 * the version that wrote it left that out, the group's (`conv2d_1`) stands in. Models inside of models are opened.
 * The order of the layers is not in the file.
 * @throws Hdf5Error
 */
export function readKeras3H5(root: h5wasm.Group, budget: NumberBudget, depth = 0): LayerWeights[] {
  if (depth > DEEPEST) return [];
  return containers(root).flatMap((container) =>
    container.keys().flatMap((key) => {
      const layer = container.get(key);
      if (!isGroup(layer)) return [];
      const inner = readKeras3H5(layer, budget, depth + 1);
      const own = readVariables(layer, key, budget);
      return own ? [own, ...inner] : inner;
    }),
  );
}

function containers(group: h5wasm.Group): h5wasm.Group[] {
  return ['layers', '_layer_checkpoint_dependencies']
    .filter((name) => group.keys().includes(name))
    .map((name) => group.get(name))
    .filter(isGroup);
}

function readVariables(layer: h5wasm.Group, key: string, budget: NumberBudget): LayerWeights | null {
  const group = layer.keys().includes('vars') ? layer.get('vars') : null;
  if (!isGroup(group)) return null;
  const tensors: WeightTensor[] = [];
  for (let index = 0; group.keys().includes(String(index)); index++) {
    const entity = group.get(String(index));
    if (isDataset(entity))
      tensors.push({ name: String(index), ...readHdf5Tensor(entity, `${key}/vars/${index}`, budget) });
  }
  const name = group.attrs.name?.value;
  return { name: typeof name === 'string' ? name : key, key, tensors };
}
