import * as tf from '@tensorflow/tfjs';
import { StepInputError } from '../errors.js';
import type { StepFunction, StepInputs } from './program.js';

const ARRAYS = { uint8: Uint8Array, int32: Int32Array, float32: Float32Array };

/**
 * Finds a function by its name and checks what it is to be run with.
 * @throws StepInputError
 */
export function checkInputs(
  functions: readonly StepFunction[],
  name: string,
  inputs: StepInputs,
): StepFunction {
  const step = functions.find((candidate) => candidate.name === name);
  if (!step)
    throw new StepInputError(
      `The program has no function "${name}", only ${functions.map((known) => known.name).join(', ')}.`,
    );
  for (const [input, { shape, dtype }] of Object.entries(step.inputs)) {
    const values = inputs[input];
    if (!(values instanceof ARRAYS[dtype]))
      throw new StepInputError(`The input "${input}" of ${name} is not a ${ARRAYS[dtype].name}.`);
    const length = tf.util.sizeFromShape(shape);
    if (values.length !== length)
      throw new StepInputError(
        `The input "${input}" of ${name} has ${values.length} values where [${shape.join(', ')}] needs ${length}.`,
      );
  }
  return step;
}
