import type { LayerWeights } from '../weight-tensor.js';
import { Hdf5Error, type Hdf5Group } from './read-hdf5.js';

/** The group with the weights in Keras' legacy layout; null when it is another one. */
export function legacyRoot(root: Hdf5Group): Hdf5Group | null {
  // A whole model that `model.save('….h5')` wrote has them one level down.
  return [root, root.groups.model_weights].find((group) => group && hasNames(group, 'layer_names')) ?? null;
}

/**
 * Reads Keras' legacy layout (keras/src/legacy/saving/legacy_h5_format.py), that of the applications' files such as
 * `vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5`: an attribute `layer_names`, for each layer a group with an
 * attribute `weight_names`, and the arrays under those names. Layers come in the network's order.
 * @throws Hdf5Error
 */
export function readLegacyH5(root: Hdf5Group): LayerWeights[] {
  return namesIn(root, 'layer_names').map((name) => {
    const group = root.groups[name];
    if (!group) throw new Hdf5Error(`it lacks the layer "${name}" that its list names`);
    const tensors = namesIn(group, 'weight_names').map((path) => {
      const array = arrayAt(group, path);
      if (!array) throw new Hdf5Error(`it lacks the weights "${path}" of its layer "${name}"`);
      return { name: path.split('/').at(-1)!.replace(/:\d+$/, ''), ...array };
    });
    return { name, tensors };
  });
}

function arrayAt(group: Hdf5Group, path: string) {
  const folders = path.split('/');
  const last = folders.pop()!;
  return folders.reduce<Hdf5Group | undefined>((inner, name) => inner?.groups[name], group)?.arrays[last];
}

/** Keras cuts a list of more than 64 kB into `layer_names0`, `layer_names1`, … */
function namesIn({ attributes }: Hdf5Group, attribute: string): string[] {
  const names = [...(attributes[attribute] ?? [])];
  for (let part = 0; attributes[`${attribute}${part}`]; part++)
    names.push(...attributes[`${attribute}${part}`]!);
  return names;
}

function hasNames({ attributes }: Hdf5Group, attribute: string): boolean {
  return attribute in attributes || `${attribute}0` in attributes;
}
