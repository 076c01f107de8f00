import type { ExportedTensor } from '../exported-network.js';

/** A tensor between operations. */
export interface Value {
  name: string;
  /** Without the batch; channels last. */
  shape: number[];
}

/** How a window goes over an image. */
export interface Window {
  /** Height and width. */
  size: Pair;
  strides: Pair;
  padding: 'same' | 'valid';
}
export type Pair = [number, number];

/** What an operation does, in the words that TensorFlow and ONNX share. Channels are last, the batch is first. */
export type Kind =
  /** kernel [height, width, inputs, outputs]; bias [outputs] */
  | ({ op: 'convolution'; kernel: ExportedTensor; bias?: ExportedTensor; dilations: Pair } & Window)
  /** kernel [height, width, channels, multiplier]; bias [channels * multiplier] */
  | ({ op: 'depthwise-convolution'; kernel: ExportedTensor; bias?: ExportedTensor; dilations: Pair } & Window)
  /** kernel [inputs, outputs]; bias [outputs] */
  | { op: 'dense'; kernel: ExportedTensor; bias?: ExportedTensor }
  /** With moving averages; each [channels]. */
  | {
      op: 'batch-normalization';
      gamma: Float32Array;
      beta: Float32Array;
      mean: Float32Array;
      variance: Float32Array;
      epsilon: number;
    }
  | { op: 'rescale'; scale: number; offset: number }
  | { op: 'relu' | 'sigmoid' | 'tanh' | 'softmax' | 'softplus' | 'softsign' | 'selu' }
  | { op: 'elu' }
  /** Between 0 and the maximum. */
  | { op: 'clipped-relu'; maximum: number }
  | { op: 'add' | 'multiply' | 'maximum' }
  /** Axis with the batch counted. */
  | { op: 'concatenate'; axis: number }
  | ({ op: 'max-pool' | 'average-pool' } & Window)
  | { op: 'global-average-pool' | 'global-max-pool' }
  /** To the output's shape. */
  | { op: 'reshape' }
  /** The part of the output's size that begins there, one number an axis without the batch. */
  | { op: 'crop'; begin: number[] }
  /** Rows above and below, columns left and right, of zeros. */
  | { op: 'zero-pad'; rows: Pair; columns: Pair };

/** One step of a network's computation. */
export type Operation = { name: string; inputs: Value[]; output: Value } & Kind;
