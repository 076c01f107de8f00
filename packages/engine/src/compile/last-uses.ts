import type * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { readVariables } from './eager-program.js';
import type { StepFunction } from './program.js';
import { sampleInputs } from './sample-inputs.js';
import { traceStep } from './trace-step.js';
import { overlay } from './traced-calls.js';

/** The operations of a step, and after each of them what is needed no more. */
export type LastUses = { op: string; frees: [call: number, output: number][] }[];

/** Of the images of the try: even, since TensorFlow's gradient of a strided 1 x 1 convolution fails for some odd numbers. */
const FEW = 2;

/**
 * Finds out by a run of few images after which operation each tensor of a step is needed no more. tfjs keeps all of a step
 * to its end; of a full batch those are gigabytes, which the system must find and clear first.
 *
 * @param over runs `work` with another binding and puts the variables back
 * @param found what was found before: the step of a full batch and that of a smaller last one are mostly the same
 * @returns undefined where the step has no batch to make smaller, or does not run with a smaller one
 */
export function findLastUses(
  backend: NodeJSKernelBackend,
  step: StepFunction,
  handles: ReadonlyMap<tf.Variable, string>,
  over: (binding: TFJSBinding, work: () => void) => void,
  found: Map<string, LastUses | undefined>,
): LastUses | undefined {
  const few = withFewExamples(step);
  if (!few) return undefined;
  const key = JSON.stringify(few.inputs);
  if (!found.has(key)) found.set(key, tryFew(backend, few, handles, over));
  return found.get(key);
}

function tryFew(
  backend: NodeJSKernelBackend,
  few: StepFunction,
  handles: ReadonlyMap<tf.Variable, string>,
  over: (binding: TFJSBinding, work: () => void) => void,
): LastUses | undefined {
  const uses: LastUses = [];
  const made = new Map<number, { place: [number, number]; last: number }>();
  const { binding } = backend;
  const watched = overlay(binding, {
    executeOp: (op, attributes, inputIds, outputs) => {
      const results = binding.executeOp(op, attributes, inputIds, outputs);
      const call = uses.push({ op, frees: [] }) - 1;
      for (const [output, { id }] of results.entries()) made.set(id, { place: [call, output], last: call });
      for (const id of inputIds) if (made.has(id)) made.get(id)!.last = call;
      return results;
    },
    tensorDataSync: (id) => {
      made.delete(id);
      return binding.tensorDataSync(id);
    },
  });
  try {
    over(watched, () => {
      traceStep(backend, few, handles, sampleInputs(few));
      readVariables([...handles.keys()]);
    });
  } catch {
    // The trace of the full batch says what is wrong, where something is.
    return undefined;
  }
  for (const { place, last } of made.values()) uses[last]!.frees.push(place);
  return uses;
}

function withFewExamples(step: StepFunction): StepFunction | undefined {
  const size = (shape: number[]) => shape.reduce((product, length) => product * length, 1);
  const shapes = Object.values(step.inputs).map(({ shape }) => shape);
  const [batch = 0] = shapes.sort((a, b) => size(b) - size(a))[0] ?? [];
  if (batch <= 2 * FEW) return undefined;
  const inputs = Object.entries(step.inputs).map(([name, { shape, dtype }]) => [
    name,
    { shape: shape[0] === batch ? [FEW, ...shape.slice(1)] : shape, dtype },
  ]);
  return { ...step, inputs: Object.fromEntries(inputs) };
}
