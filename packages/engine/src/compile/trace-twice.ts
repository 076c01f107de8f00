import * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { TraceError } from '../errors.js';
import { tensorId } from '../native-backend.js';
import { assignAll, readVariables } from './eager-program.js';
import { findOtherNode } from './find-other-node.js';
import { findLastUses, type LastUses } from './last-uses.js';
import type { StepFunction, StepInputs } from './program.js';
import { type TracedStep, traceStep } from './trace-step.js';
import { noteCalls, repeatCalls } from './traced-calls.js';

/**
 * Traces a step twice, the second time without computing, and refuses it where JavaScript makes another number or takes
 * another way: a graph would repeat the first ones for ever. The tf.Variables are left as they were.
 *
 * @param handles node names of the variables' resource handles
 * @param initial what the variables hold, in the order of `handles`
 * @param lastUses what findLastUses found for the program's other functions
 * @returns the trace, and what it left in the variables
 * @throws TraceError where the step does what a graph cannot
 */
export function traceTwice(
  backend: NodeJSKernelBackend,
  step: StepFunction,
  handles: ReadonlyMap<tf.Variable, string>,
  sample: StepInputs,
  initial: readonly Float32Array[],
  lastUses: Map<string, LastUses | undefined>,
): { trace: TracedStep; variables: Float32Array[] } {
  const { binding } = backend;
  const list = [...handles.keys()];
  const restored = <T>(replacement: TFJSBinding, work: () => T) =>
    over(backend, replacement, () => {
      try {
        return work();
      } catch (error) {
        throw error instanceof TraceError ? new TraceError(error.what, error.instead, step.name) : error;
      } finally {
        assignAll(list, initial);
      }
    });
  const traceOver = (replacement: TFJSBinding) =>
    restored(replacement, () => {
      const trace = traceStep(backend, step, handles, sample);
      return { trace, variables: readVariables(list) };
    });
  // tfjs hands numbers over late: those that stand in a variable are none that the step leaves behind.
  for (const variable of Object.values(tf.engine().registeredVariables)) tensorId(backend, variable);
  const uses = findLastUses(backend, step, handles, restored, lastUses);
  let noted = noteCalls(binding, uses);
  let first: ReturnType<typeof traceOver>;
  try {
    first = traceOver(noted.binding);
  } catch (error) {
    if (!uses || error instanceof TraceError) throw error;
    // A step that does something else with few examples may miss a tensor that went too early.
    noted = noteCalls(binding);
    first = traceOver(noted.binding);
  }
  if (noted.alive.size > 0)
    throw new TraceError(
      'a tensor outlives it, made outside of it or kept for later',
      'hand it in as an input, and hold what it must remember in a variable of the program',
      step.name,
    );
  const second = traceOver(repeatCalls(binding, noted.calls));
  const other = findOtherNode(first.trace.nodes, second.trace.nodes);
  if (other)
    throw new TraceError(
      `JavaScript makes other numbers in it each time, which a graph would not (${other})`,
      'hand in what differs from step to step as an input',
      step.name,
    );
  return first;
}

function over<T>(backend: NodeJSKernelBackend, replacement: TFJSBinding, work: () => T): T {
  const { binding } = backend;
  backend.binding = replacement;
  try {
    return work();
  } finally {
    backend.binding = binding;
  }
}
