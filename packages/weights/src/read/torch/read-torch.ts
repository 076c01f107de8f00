import type { LayerWeights, WeightTensor } from '../weight-tensor.js';
import type { PickleValue } from './pickle-value.js';
import { isLegacyTorch, readLegacyTorch, type TorchContent } from './read-legacy.js';
import { PickleRefusedError } from './read-pickle.js';
import { readZippedTorch } from './read-zipped.js';
import { TorchTensor } from './torch-objects.js';

/**
 * Reads a state dictionary (names to tensors) that `torch.save` wrote, as layers: `_bn0.weight` and `_bn0.bias` are
 * two tensors of the layer `_bn0`. Layers and tensors keep the file's order, PyTorch's layout and its names.
 * @throws PickleRefusedError, BytesError, ZipError
 */
export function readTorch(bytes: Uint8Array): LayerWeights[] {
  const content = isLegacyTorch(bytes) ? readLegacyTorch(bytes) : readZippedTorch(bytes);
  const layers = new Map<string, LayerWeights>();
  let total = 0;
  for (const [key, value] of stateDictionary(content.value)) {
    if (typeof key !== 'string' || !(value instanceof TorchTensor)) continue;
    total += value.shape.reduce((size, side) => size * side, 1);
    // Many tensors may share one storage, each with all of its numbers.
    if (total > bytes.length)
      throw new PickleRefusedError('its tensors hold more numbers than the file has bytes');
    const dot = key.lastIndexOf('.');
    const [name, tensor] = dot < 0 ? ['', key] : [key.slice(0, dot), key.slice(dot + 1)];
    const layer = layers.get(name) ?? { name, tensors: [] };
    layers.set(name, layer);
    layer.tensors.push(readTensor(tensor, value, content));
  }
  if (layers.size === 0) throw new PickleRefusedError('it holds no state dictionary, names to tensors');
  return [...layers.values()];
}

/** Training scripts wrap it: `{"state_dict": …, "epoch": …}`. */
function stateDictionary(value: PickleValue): Map<PickleValue, PickleValue> {
  if (!(value instanceof Map)) throw new PickleRefusedError('it holds no dictionary');
  for (const key of ['state_dict', 'model_state_dict', 'model']) {
    const inner = value.get(key);
    if (inner instanceof Map) return inner;
  }
  return value;
}

function readTensor(name: string, tensor: TorchTensor, content: TorchContent): WeightTensor {
  const { storage, offset, shape, strides } = tensor;
  const bytes = content.bytesOf(storage);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(shape.reduce((size, side) => size * side, 1));
  const index = shape.map(() => 0);
  let at = offset;
  for (let i = 0; i < values.length; i++) {
    values[i] = storage.type.read(view, at * storage.type.bytes);
    // The next index, row-major, and its place by the strides.
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      at += strides[axis]!;
      if (++index[axis]! < shape[axis]!) break;
      at -= strides[axis]! * shape[axis]!;
      index[axis] = 0;
    }
  }
  return { name, shape, values };
}
