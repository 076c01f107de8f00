import type { LayerWeights, WeightTensor } from '../weight-tensor.js';
import { Hdf5Error, type Hdf5Group } from './read-hdf5.js';

/** Whether a file is in the layout of Keras 3. */
export function isKeras3(root: Hdf5Group): boolean {
  return containers(root).length > 0;
}

/**
 * Reads the layout of Keras 3 (`.weights.h5`, keras/src/saving/saving_lib.py): for each layer a group
 * `layers/<class and count>/vars` with arrays `0`, `1`, … The group's attribute `name` is the layer's own name; where
 * the version that wrote it left that out, the group's (`conv2d_1`) stands in. Models inside of models are opened.
 * The order of the layers is not in the file.
 * @throws Hdf5Error
 */
export function readKeras3H5(root: Hdf5Group): LayerWeights[] {
  return containers(root).flatMap((container) =>
    Object.entries(container.groups).flatMap(([key, layer]) => {
      const own = layer.groups.vars;
      const inner = readKeras3H5(layer);
      return own ? [readVariables(own, key), ...inner] : inner;
    }),
  );
}

/** `_layer_checkpoint_dependencies` is what the first versions called it. */
function containers({ groups }: Hdf5Group): Hdf5Group[] {
  return [groups.layers, groups._layer_checkpoint_dependencies].filter((group) => group !== undefined);
}

function readVariables({ arrays, attributes }: Hdf5Group, key: string): LayerWeights {
  const tensors: WeightTensor[] = [];
  for (let index = 0; `${index}` in arrays; index++) {
    const array = arrays[index];
    if (!array) throw new Hdf5Error(`its "${key}/vars/${index}" is no array of numbers`);
    tensors.push({ name: String(index), ...array });
  }
  return { name: attributes.name?.[0] ?? key, key, tensors };
}
