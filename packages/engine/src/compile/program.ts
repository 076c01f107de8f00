import type * as tf from '@tensorflow/tfjs';

/** Shape and type of an input of a step function. */
export interface InputSpec {
  /** All dimensions, the batch included: another batch size is another function. */
  shape: number[];
  /** uint8 is handed in as bytes and reaches the function as float32, 0 to 255. */
  dtype: 'uint8' | 'int32' | 'float32';
}

/**
 * A function of tensors that is run again and again: a training step, an evaluation. To be compiled it must
 * make everything that differs from call to call of its inputs: a number that JavaScript computes is a constant.
 */
export interface StepFunction {
  /** Letters, digits and `-`, unique in the program. */
  name: string;
  inputs: Record<string, InputSpec>;
  /** May assign the program's variables. The tensors it makes are disposed of for it. */
  run(inputs: Record<string, tf.Tensor>): Record<string, tf.Tensor>;
}

export type StepInputs = Record<string, Uint8Array | Int32Array | Float32Array>;
export type StepOutputs = Record<string, Float32Array>;

/** Of the numbers that convolutions and matrix products multiply; sums and everything else are float32. */
export type ComputePrecision = 'float32' | 'bfloat16';

/** Step functions over common variables, ready to run; made by openProgram. */
export interface Program {
  mode: 'compiled' | 'eager';
  precision: ComputePrecision;
  /** One line: why it is not compiled, or not in bfloat16, although that was asked for. */
  fallback?: string;
  /** Seconds that tracing, loading and checking took; 0 when eager. */
  compileSeconds: number;
  /**
   * Runs a function to its end.
   * @returns each output, flattened
   * @throws StepInputError for an unknown function, a missing input or one of the wrong length
   */
  run(name: string, inputs: StepInputs): StepOutputs;
  /** Copies of all variables, flattened, in the order in which they were given. */
  readVariables(): Float32Array[];
  /** The reverse of readVariables. */
  writeVariables(values: readonly Float32Array[]): void;
  /** Brings the tf.Variables up to date, e.g. before the model is saved. */
  syncVariables(): void;
  /** Releases the compiled graph; the tf.Variables stay. */
  dispose(): void;
}
