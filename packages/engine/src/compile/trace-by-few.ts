import type * as tf from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { extrapolateShapes } from './extrapolate-shapes.js';
import { findOtherNode } from './find-other-node.js';
import type { StepFunction } from './program.js';
import { sampleInputs } from './sample-inputs.js';
import { type CheckedTrace, type TraceOver, traceOver } from './trace-over.js';
import type { TracedStep } from './trace-step.js';
import { noteCalls, repeatCalls, type TracedCalls } from './traced-calls.js';

/**
 * Numbers of images of the two small traces. The larger one is what the graph is checked on, and a batch normalization of
 * too few is mostly rounding.
 */
const FEW = [2, 8] as const;

/** What two small traces tell about all batches of a step. */
export interface SmallTraces {
  /** Shapes of a batch of any size; undefined where they do not grow with it in step. */
  callsOf(batch: number): TracedCalls | undefined;
  check: CheckedTrace;
}

/**
 * Traces a step of a large batch without computing it: two small batches are traced for real, and their shapes say
 * those of the large one. The second small trace is what the graph is checked on.
 *
 * @param known the small traces of the program's other functions: a full batch and a smaller last one share theirs
 * @returns undefined where that cannot be done, and the step must be traced as a whole: it has no batch or a small one,
 * does something else with few images, or cannot be traced at all, which the trace of the whole explains
 */
export function traceByFew(
  backend: NodeJSKernelBackend,
  step: StepFunction,
  handles: ReadonlyMap<tf.Variable, string>,
  initial: readonly Float32Array[],
  known: Map<string, SmallTraces | undefined>,
): { trace: TracedStep; check: CheckedTrace } | undefined {
  const batch = batchOf(step);
  if (batch <= FEW[1]) return undefined;
  const over = traceOver(backend, handles, initial);
  try {
    const [small, larger] = FEW.map((size) => withBatch(step, batch, size)) as [StepFunction, StepFunction];
    const key = JSON.stringify(larger.inputs);
    if (!known.has(key)) known.set(key, traceSmall(backend, small, larger, over));
    const traces = known.get(key);
    const calls = traces?.callsOf(batch);
    if (!traces || !calls) return undefined;
    const sample = sampleInputs(step);
    const [first, second] = [0, 1].map(
      () => over(repeatCalls(backend.binding, calls), step, sample).trace,
    ) as [TracedStep, TracedStep];
    return findOtherNode(first.nodes, second.nodes) ? undefined : { trace: first, check: traces.check };
  } catch {
    // The trace of the whole batch says what is wrong, where something is.
    return undefined;
  }
}

function traceSmall(
  backend: NodeJSKernelBackend,
  small: StepFunction,
  larger: StepFunction,
  over: TraceOver,
): SmallTraces | undefined {
  const [few, more] = [small, larger].map((step) => {
    const sample = sampleInputs(step);
    const noted = noteCalls(backend.binding);
    const { trace, variables } = over(noted.binding, step, sample);
    return { step, sample, trace, variables, calls: noted.calls, alive: noted.alive };
  }) as [Noted, Noted];
  if (few.alive.size > 0 || more.alive.size > 0) return undefined;
  return {
    callsOf: (batch) => extrapolateShapes([few.calls, more.calls], FEW, batch),
    check: more,
  };
}

interface Noted extends CheckedTrace {
  calls: TracedCalls;
  alive: Set<number>;
}

/** The first dimension of the largest input. */
function batchOf(step: StepFunction): number {
  const size = (shape: number[]) => shape.reduce((product, length) => product * length, 1);
  const shapes = Object.values(step.inputs).map(({ shape }) => shape);
  return shapes.sort((a, b) => size(b) - size(a))[0]?.[0] ?? 0;
}

function withBatch(step: StepFunction, batch: number, size: number): StepFunction {
  const inputs = Object.entries(step.inputs).map(([name, { shape, dtype }]) => [
    name,
    { shape: shape[0] === batch ? [size, ...shape.slice(1)] : shape, dtype },
  ]);
  return { ...step, name: `${step.name}/${size}`, inputs: Object.fromEntries(inputs) };
}
