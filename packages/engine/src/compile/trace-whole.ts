import type * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { TraceError } from '../errors.js';
import { findOtherNode } from './find-other-node.js';
import type { StepFunction } from './program.js';
import { sampleInputs } from './sample-inputs.js';
import { type CheckedTrace, traceOver } from './trace-over.js';
import { noteCalls, repeatCalls } from './traced-calls.js';

/**
 * Traces a step twice, the second time without computing, and refuses it where JavaScript makes another number or takes
 * another way: a graph would repeat the first ones for ever. The tf.Variables are left as they were.
 *
 * @param handles node names of the variables' resource handles
 * @param initial what the variables hold, in the order of `handles`
 * @throws TraceError where the step does what a graph cannot
 */
export function traceWhole(
  backend: NodeJSKernelBackend,
  step: StepFunction,
  handles: ReadonlyMap<tf.Variable, string>,
  initial: readonly Float32Array[],
): CheckedTrace {
  const { binding } = backend;
  const sample = sampleInputs(step);
  const over = traceOver(backend, handles, initial);
  const noted = noteCalls(binding);
  const first = over(noted.binding, step, sample);
  if (noted.alive.size > 0)
    throw new TraceError(
      'a tensor outlives it, made outside of it or kept for later',
      'hand it in as an input, and hold what it must remember in a variable of the program',
      step.name,
    );
  const second = over(repeatCalls(binding, noted.calls), step, sample);
  const other = findOtherNode(first.trace.nodes, second.trace.nodes);
  if (other)
    throw new TraceError(
      `JavaScript makes other numbers in it each time, which a graph would not (${other})`,
      'hand in what differs from step to step as an input',
      step.name,
    );
  return { step, sample, ...first };
}
