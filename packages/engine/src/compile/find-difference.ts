import type { Compiled } from './compiled-program.js';

/** Of the largest number: fused kernels add up in another order than the eager ones. */
const TOLERANCE = 1e-3;

/**
 * Runs each compiled function on the sample of its trace and compares outputs and variables with what the eager trace
 * gave. The program's variables are the initial ones before and after.
 *
 * @returns null when they agree, else where they differ
 */
export function findDifference({ program, traces }: Compiled): string | null {
  const initial = program.readVariables();
  for (const { step, sample, results, variables } of traces) {
    const outputs = program.run(step.name, sample);
    const after = program.readVariables();
    program.writeVariables(initial);
    for (const [name, values] of Object.entries(results))
      if (!isClose(outputs[name]!, values)) return `output "${name}" of ${step.name}`;
    // What a step adds is compared, not the sum: small steps would drown in large weights.
    const moved = (all: readonly Float32Array[]) => distance(all, initial);
    if (Math.abs(moved(after) - moved(variables)) > 0.01 * moved(variables) + 1e-6)
      return `change of the variables by ${step.name}`;
    const index = after.findIndex((values, place) => !isClose(values, variables[place]!));
    if (index >= 0) return `variable ${index} after ${step.name}`;
  }
  return null;
}

function isClose(actual: Float32Array, expected: Float32Array): boolean {
  let largest = 1e-3;
  let difference = 0;
  for (const [index, value] of expected.entries()) {
    largest = Math.max(largest, Math.abs(value));
    difference = Math.max(difference, Math.abs(value - actual[index]!));
  }
  // Not `>`: a NaN on one side is a difference.
  return actual.length === expected.length && difference <= TOLERANCE * largest;
}

function distance(a: readonly Float32Array[], b: readonly Float32Array[]): number {
  let sum = 0;
  for (const [place, values] of a.entries())
    for (const [index, value] of values.entries()) sum += (value - b[place]![index]!) ** 2;
  return Math.sqrt(sum);
}
