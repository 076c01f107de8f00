import * as tf from '@tensorflow/tfjs';
import type { StepFunction, StepInputs } from './program.js';

/**
 * Made-up inputs for the first, traced run of a step: noise for bytes, 0 for integers (a label that each data set has),
 * a small number for floats (a learning rate that does no harm).
 */
export function sampleInputs(step: StepFunction): StepInputs {
  return Object.fromEntries(
    Object.entries(step.inputs).map(([name, { shape, dtype }]) => {
      const size = tf.util.sizeFromShape(shape);
      if (dtype === 'int32') return [name, new Int32Array(size)];
      if (dtype === 'float32') return [name, new Float32Array(size).fill(0.001)];
      const bytes = new Uint8Array(size);
      // Knuth's multiplicative hash: any noise does, as long as it is always the same.
      for (let i = 0; i < size; i++) bytes[i] = Math.imul(i + 1, 2654435761) >>> 24;
      return [name, bytes];
    }),
  );
}
