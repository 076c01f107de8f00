import type * as h5wasm from 'h5wasm';
import type { LayerWeights } from '../weight-tensor.js';
import { Hdf5Error } from './open-hdf5.js';
import { isGroup, type NumberBudget, readHdf5Tensor } from './read-hdf5-tensor.js';

/** The group with the weights in Keras' legacy layout; null when it is another one. */
export function legacyRoot(root: h5wasm.Group): h5wasm.Group | null {
  if (hasNames(root, 'layer_names')) return root;
  // A whole model that `model.save('….h5')` wrote has them one level down.
  const inner = root.keys().includes('model_weights') ? root.get('model_weights') : null;
  return isGroup(inner) && hasNames(inner, 'layer_names') ? inner : null;
}

/**
 * Reads Keras' legacy layout (keras/src/legacy/saving/legacy_h5_format.py), that of the applications' files such as
 * `vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5`: an attribute `layer_names`, for each layer a group with an
 * attribute `weight_names`, and the arrays under those names. Layers come in the network's order.
 * @throws Hdf5Error
 */
export function readLegacyH5(root: h5wasm.Group, budget: NumberBudget): LayerWeights[] {
  return namesIn(root, 'layer_names').map((name) => {
    const group = root.get(name);
    if (!isGroup(group)) throw new Hdf5Error(`it lacks the layer "${name}" that its list names`);
    const tensors = namesIn(group, 'weight_names').map((path) => ({
      name: path.split('/').at(-1)!.replace(/:\d+$/, ''),
      ...readHdf5Tensor(group.get(path), `${name}/${path}`, budget),
    }));
    return { name, tensors };
  });
}

/** Keras cuts a list of more than 64 kB into `layer_names0`, `layer_names1`, … */
function namesIn(group: h5wasm.Group, attribute: string): string[] {
  const { attrs } = group;
  const parts = attribute in attrs ? [attribute] : [];
  for (let part = 0; parts.length === part && `${attribute}${part}` in attrs; part++)
    parts.push(`${attribute}${part}`);
  const names = parts.flatMap((part) => attrs[part]!.to_array() as unknown);
  if (!names.every((name): name is string => typeof name === 'string'))
    throw new Hdf5Error(`its list ${attribute} holds something other than names`);
  return names;
}

function hasNames(group: h5wasm.Group, attribute: string): boolean {
  return attribute in group.attrs || `${attribute}0` in group.attrs;
}
