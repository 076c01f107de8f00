/** One array of numbers of a weights file. */
export interface WeightTensor {
  /** As the file calls it, e.g. `kernel` or `running_mean`; Keras 3 only counts them. */
  name: string;
  shape: readonly number[];
  /** Row-major; other number types are converted to float32. */
  values: Float32Array;
}

/** The weights of one layer, in the order of the file. */
export interface LayerWeights {
  /** As the file calls it, e.g. `block1_conv1` or `_blocks.0._bn1`. */
  name: string;
  /** Keras 3 only: its class and how many of the class came before, e.g. `conv2d_1`. */
  key?: string;
  tensors: WeightTensor[];
}

/** What a weights file holds, in whatever format it was written. */
export interface WeightsFile {
  /** Its path. */
  file: string;
  /** Whose conventions its arrays follow: PyTorch's have channels first, Keras' last. */
  layout: 'torch' | 'keras';
  /** Those that have weights. */
  layers: LayerWeights[];
  /** Whether the layers come in the network's order. */
  ordered: boolean;
  /** Of the file's bytes, hexadecimal. */
  sha256: string;
}

/** How many numbers a shape holds. */
export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((size, side) => size * side, 1);
}
