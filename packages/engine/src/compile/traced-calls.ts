import type { TensorMetadata, TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { TraceError } from '../errors.js';

/** What TensorFlow's operations gave in a trace, in their order. */
export type TracedCalls = { op: string; results: TensorMetadata[] }[];

/** A binding that computes as the one given and notes what it gives, and which tensors nobody has disposed of. */
export function noteCalls(binding: TFJSBinding): {
  binding: TFJSBinding;
  calls: TracedCalls;
  /** Ids of the tensors that were made and are still there. */
  alive: Set<number>;
} {
  const calls: TracedCalls = [];
  const alive = new Set<number>();
  const noted = overlay(binding, {
    executeOp: (op, attributes, inputIds, outputs) => {
      const results = binding.executeOp(op, attributes, inputIds, outputs);
      calls.push({ op, results });
      for (const { id } of results) alive.add(id);
      return results;
    },
    createTensor: (shape, dtype, values) => {
      const id = binding.createTensor(shape, dtype, values);
      alive.add(id);
      return id;
    },
    deleteTensor: (id) => {
      binding.deleteTensor(id);
      alive.delete(id);
    },
  });
  return { binding: noted, calls, alive };
}

/**
 * A binding that computes nothing: operations give tensors of the shapes and types that they gave in an earlier trace. With
 * it a step can be traced again in the time that its JavaScript takes.
 *
 * Tensors of its own have ids below zero and no numbers; those of the binding given are left to that one.
 * @throws TraceError (executeOp) where the operations are not those of the earlier trace
 */
export function repeatCalls(binding: TFJSBinding, calls: TracedCalls): TFJSBinding {
  let made = 0;
  let called = 0;
  const nextId = () => -++made - 1;
  return overlay(binding, {
    executeOp: (op) => {
      const call = calls[called++];
      if (call?.op !== op)
        throw new TraceError(
          `it does not do the same each time: ${op} where it did ${call?.op ?? 'nothing'} before`,
          'decide by tensors, e.g. with tf.where, and not in JavaScript',
        );
      return call.results.map((result) => ({ ...result, id: nextId() }));
    },
    createTensor: nextId,
    deleteTensor: (id) => {
      if (id >= 0) binding.deleteTensor(id);
    },
    tensorDataSync: (id) => (id >= 0 ? binding.tensorDataSync(id) : new Float32Array(0)),
  });
}

/** The binding's own properties cannot be assigned to, not even on an object that inherits them. */
export function overlay(binding: TFJSBinding, replaced: Partial<TFJSBinding>): TFJSBinding {
  return Object.create(binding, Object.getOwnPropertyDescriptors(replaced)) as TFJSBinding;
}
