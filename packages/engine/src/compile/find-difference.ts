import type { Compiled } from './compiled-program.js';

/**
 * `output`: of the largest number; fused kernels add up in another order than the eager ones, and bfloat16 has 8 bits.
 * `count`: by how much a whole number may be off, since logits that are nearly equal may change places.
 * `change`: of the length of a step's change, over all variables and over one of them. Adam's first step moves each
 * weight by the whole learning rate, up or down, also where its gradient is rounding noise; measured over core-blocks'
 * networks: up to 0.007 and 0.12 in float32. A variable that is not updated, or twice, is off by 1. In bfloat16 a small
 * variable whose gradients are all noise may go any way (1.2 and more; up to 0.53 over all, on 8 images without shortcuts), so
 * there it must only be updated.
 * In float32 the same holds for a variable that the compiled step itself moves another way (by `NOISE`) from weights
 * that differ in their last bits: a shift before a 1x1 convolution and a batch normalization, which takes it out again,
 * has no gradient but rounding.
 */
const TOLERANCES = {
  float32: { output: 1e-3, count: 0, change: { all: 0.05, one: 0.5 } },
  bfloat16: { output: 0.02, count: 2, change: { all: 0.8, one: 1.6 } },
};
const NOISE = 0.25;

/**
 * Runs what is to be checked on the sample of its trace and compares outputs and variables with what the eager trace
 * gave. The program's variables are the initial ones before and after.
 *
 * @returns null when they agree, else where they differ
 */
export function findDifference({ program, checks }: Compiled): string | null {
  const initial = program.readVariables();
  const { output: outputTolerance, count, change } = TOLERANCES[program.precision];
  for (const { name: step, run, results, variables } of checks) {
    const outputs = run();
    const after = program.readVariables();
    program.writeVariables(initial);
    for (const [name, values] of Object.entries(results))
      if (!isClose(outputs[name]!, values, outputTolerance, count)) return `output "${name}" of ${step}`;
    const changes = variables.map((values, index) => distance(values, initial[index]!));
    const differences = variables.map((values, index) => distance(values, after[index]!));
    const isStill = (index: number) =>
      changes[index]! > 1e-6 && distance(after[index]!, initial[index]!) === 0;
    const far = differences.flatMap((one, index) =>
      isFar(one, changes[index]!, change.one) || isStill(index) ? [index] : [],
    );
    const noisy = far.length > 0 ? findNoise(program, run, initial, after) : [];
    const wrong = far.find((index) => isStill(index) || !noisy[index]);
    if (wrong !== undefined) return `variable ${wrong} after ${step}`;
    if (isFar(Math.hypot(...differences), Math.hypot(...changes), change.all))
      return `the variables after ${step}`;
  }
  return null;
}

/** Which variables the step moves another way when the weights differ in their last bits. Leaves the initial ones. */
function findNoise(
  program: Compiled['program'],
  run: () => void,
  initial: readonly Float32Array[],
  after: readonly Float32Array[],
): boolean[] {
  const near = initial.map((values) =>
    values.map((value, index) => value * (1 + (index % 2 ? 1e-6 : -1e-6))),
  );
  program.writeVariables(near);
  run();
  const moved = program.readVariables();
  program.writeVariables([...initial]);
  return moved.map((values, index) => {
    const [from, to] = [initial[index]!, after[index]!];
    const there = values.map((value, place) => value - near[index]![place]!);
    const here = to.map((value, place) => value - from[place]!);
    return distance(there, here) > NOISE * distance(values, near[index]!);
  });
}

function isFar(difference: number, change: number, tolerance: number): boolean {
  // Not `>`: a NaN is far.
  return !(difference <= tolerance * change + 1e-6);
}

function isClose(actual: Float32Array, expected: Float32Array, tolerance: number, count: number): boolean {
  if (actual.length !== expected.length) return false;
  let largest = 1e-3;
  let difference = 0;
  for (let index = 0; index < expected.length; index++) {
    largest = Math.max(largest, Math.abs(expected[index]!));
    difference = Math.max(difference, Math.abs(expected[index]! - actual[index]!));
  }
  const isCount = Number.isInteger(actual[0]) && Number.isInteger(expected[0]) && actual.length === 1;
  return difference <= Math.max(tolerance * largest, isCount ? count : 0);
}

/** Euclidean. */
function distance(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += (a[index]! - b[index]!) ** 2;
  return Math.sqrt(sum);
}
