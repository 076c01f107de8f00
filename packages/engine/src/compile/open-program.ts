import { performance } from 'node:perf_hooks';
import { TeamnetError } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { hasBfloat16 } from '../native/cpu-flags.js';
import { nativeBackend } from '../native-backend.js';
import type { Engine } from '../open-engine.js';
import { type Compiled, compileProgram } from './compiled-program.js';
import { eagerProgram } from './eager-program.js';
import { findDifference } from './find-difference.js';
import type { ComputePrecision, Program, StepFunction } from './program.js';

/**
 * Makes step functions over common variables ready to run. On native TensorFlow they are compiled: traced once, written
 * as one graph, loaded as a session that holds the variables, and checked on a sample against the eager trace. Where
 * that cannot be done the program is eager and says why in `fallback`.
 *
 * @param options.variables all state that the functions read or assign, float32: weights, moving averages, the
 * optimizer's state. The program starts from their values.
 * @param options.mode `eager` runs operation by operation; default `compiled`
 * @param options.precision default float32. bfloat16 is for compiled steps, on processors that have it: about as exact
 * in the end (Kalamkar et al. 2019, "A Study of BFLOAT16 for Deep Learning Training") and faster
 */
export async function openProgram(
  engine: Engine,
  options: {
    variables: tf.Variable[];
    functions: StepFunction[];
    mode?: 'compiled' | 'eager';
    precision?: ComputePrecision;
  },
): Promise<Program> {
  const { variables, functions, mode = 'compiled', precision: wanted = 'float32' } = options;
  const eager = eagerProgram(variables, functions);
  if (mode === 'eager') return eager;
  const backend = nativeBackend();
  if (!backend)
    return { ...eager, fallback: `Only native TensorFlow compiles steps; ${engine.name} runs them eagerly.` };
  const start = performance.now();
  const isGpu = backend.binding.isUsingGpuDevice();
  const precision = wanted === 'bfloat16' && !isGpu && !hasBfloat16() ? 'float32' : wanted;
  let compiled: Compiled | undefined;
  let why: string | null;
  try {
    compiled = compileProgram(backend, variables, functions, precision);
    const difference = findDifference(compiled);
    why = difference && `The compiled step gives other numbers (${difference}).`;
  } catch (error) {
    why =
      error instanceof TeamnetError
        ? `${error.message} (${error.remedy})`
        : `TensorFlow refused the graph (${firstLine(error)}).`;
  }
  if (compiled && why === null)
    return {
      ...compiled.program,
      compileSeconds: (performance.now() - start) / 1000,
      ...(precision === wanted ? {} : { fallback: 'Fell back to float32: this processor has no bfloat16.' }),
    };
  compiled?.program.dispose();
  return { ...eager, fallback: `Fell back to eager steps. ${why}` };
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
}
