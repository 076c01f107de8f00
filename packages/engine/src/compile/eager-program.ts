import * as tf from '@tensorflow/tfjs';
import { checkInputs } from './check-inputs.js';
import { inScope } from './in-scope.js';
import type { InputSpec, Program, StepFunction } from './program.js';

/**
 * Runs step functions operation by operation through tfjs, on every engine: what the compiled program is checked
 * against, and the fallback.
 */
export function eagerProgram(variables: readonly tf.Variable[], functions: readonly StepFunction[]): Program {
  return {
    mode: 'eager',
    precision: 'float32',
    compileSeconds: 0,
    run(name, inputs) {
      const step = checkInputs(functions, name, inputs);
      return inScope(() => {
        const tensors = Object.entries(step.inputs).map(
          ([input, spec]) => [input, inputTensor(spec, inputs[input]!)] as const,
        );
        const results = Object.entries(step.run(Object.fromEntries(tensors)));
        return Object.fromEntries(
          results.map(([output, tensor]) => [output, Float32Array.from(tensor.dataSync())]),
        );
      });
    },
    readVariables: () => readVariables(variables),
    writeVariables: (values) => assignAll(variables, values),
    syncVariables() {},
    dispose() {},
  };
}

/** Copies of the variables' numbers, flattened. */
export function readVariables(variables: readonly tf.Variable[]): Float32Array[] {
  return variables.map((variable) => Float32Array.from(variable.dataSync()));
}

/** Sets the tf.Variables to the numbers given. */
export function assignAll(variables: readonly tf.Variable[], values: readonly Float32Array[]): void {
  tf.tidy(() => {
    for (const [index, variable] of variables.entries())
      variable.assign(tf.tensor(values[index]!.slice(), variable.shape, 'float32'));
  });
}

function inputTensor(spec: InputSpec, values: Uint8Array | Int32Array | Float32Array): tf.Tensor {
  if (spec.dtype === 'uint8') return tf.tensor(Float32Array.from(values), spec.shape, 'float32');
  return tf.tensor(values, spec.shape, spec.dtype);
}
