import type { ExportedNetwork } from '../exported-network.js';
import { lowerLayer } from './lower-layer.js';
import type { Operation, Value } from './operation.js';

/** A network as operations: what TensorFlow and ONNX are written from. */
export interface Graph {
  /** Raw pixels, named `image`. */
  input: Value;
  operations: Operation[];
  /** What the last layer gives. */
  logits: Value;
}

/**
 * Takes a network's layers apart into operations as they are when it does not train.
 * @param format for the error
 * @throws ExportLayerError for a layer that has no such form
 */
export function lowerNetwork({ layers }: ExportedNetwork, format: string): Graph {
  const values = new Map<string, Value>();
  const operations: Operation[] = [];
  const [first, ...rest] = layers;
  const input = { name: 'image', shape: first!.shape };
  values.set(first!.name, input);
  for (const layer of rest) {
    const inputs = layer.inputs.map((name) => values.get(name)!);
    const lowered = lowerLayer(layer, inputs, format);
    operations.push(...lowered);
    // A layer that does nothing when it does not train hands its input on.
    values.set(layer.name, lowered.at(-1)?.output ?? inputs[0]!);
  }
  return { input, operations, logits: values.get(layers.at(-1)!.name)! };
}
