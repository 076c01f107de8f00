import * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { TraceError } from '../errors.js';
import { tensorId } from '../native-backend.js';
import { assignAll, readVariables } from './eager-program.js';
import type { StepFunction, StepInputs } from './program.js';
import { type TracedStep, traceStep } from './trace-step.js';

/** A trace that was computed, for the graph to be checked on. */
export interface CheckedTrace {
  step: StepFunction;
  sample: StepInputs;
  trace: TracedStep;
  /** What it left in the variables. */
  variables: Float32Array[];
}

/** Traces a step over a binding that stands in for the backend's, and puts the variables back. */
export type TraceOver = (
  binding: TFJSBinding,
  step: StepFunction,
  sample: StepInputs,
) => { trace: TracedStep; variables: Float32Array[] };

/**
 * @param handles node names of the variables' resource handles
 * @param initial what the variables hold, in the order of `handles`
 */
export function traceOver(
  backend: NodeJSKernelBackend,
  handles: ReadonlyMap<tf.Variable, string>,
  initial: readonly Float32Array[],
): TraceOver {
  const variables = [...handles.keys()];
  return (binding, step, sample) => {
    // tfjs hands numbers over late: those that stand in a variable are none that the step leaves behind.
    for (const variable of Object.values(tf.engine().registeredVariables)) tensorId(backend, variable);
    const { binding: own } = backend;
    backend.binding = binding;
    try {
      const trace = traceStep(backend, step, handles, sample);
      return { trace, variables: readVariables(variables) };
    } catch (error) {
      throw error instanceof TraceError ? new TraceError(error.what, error.instead, step.name) : error;
    } finally {
      assignAll(variables, initial);
      backend.binding = own;
    }
  };
}
