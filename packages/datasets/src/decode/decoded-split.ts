import type * as core from '@tensorflow/tfjs-core';
import type { Dataset } from '@tensorflow/tfjs-data';
import { loadSharp } from './load-sharp.js';
import { loadTensorflow } from './load-tensorflow.js';
import { shuffledIndices } from './shuffled-indices.js';

/** How examples are put into batches. */
export interface BatchOptions {
  batchSize: number;
  /** Shuffles by this seed and `epoch`; left out keeps the stored order. */
  shuffleSeed?: number | undefined;
  /** 0 when left out. */
  epoch?: number | undefined;
  /** Leaves the last batch away when it is smaller; false when left out. */
  dropRemainder?: boolean | undefined;
}

/** Images uint8 [batch, imageSize, imageSize, 3] RGB, flat; labels int32 [batch]; keys [batch]. */
export interface Batch {
  images: Uint8Array;
  labels: Int32Array;
  keys: string[];
}

export interface TensorBatch extends core.TensorContainerObject {
  /** int32 [batch, imageSize, imageSize, 3], 0..255. */
  images: core.Tensor4D;
  /** int32 [batch]. */
  labels: core.Tensor1D;
}

/** All images of a split, decoded, in memory: uint8 NHWC RGB. */
export class DecodedSplit {
  readonly imageSize: number;
  /** [numExamples, imageSize, imageSize, 3], flat. */
  readonly images: Uint8Array;
  /** [numExamples], indices into labelNames. */
  readonly labels: Int32Array;
  readonly keys: string[];
  readonly labelNames: readonly string[];

  constructor(content: {
    imageSize: number;
    images: Uint8Array;
    labels: Int32Array;
    keys: string[];
    labelNames: readonly string[];
  }) {
    this.imageSize = content.imageSize;
    this.images = content.images;
    this.labels = content.labels;
    this.keys = content.keys;
    this.labelNames = content.labelNames;
  }

  get numExamples(): number {
    return this.labels.length;
  }

  /** The image of one example, uint8 [imageSize, imageSize, 3]; a view, not a copy. */
  image(index: number): Uint8Array {
    const bytes = this.imageSize * this.imageSize * 3;
    return this.images.subarray(index * bytes, (index + 1) * bytes);
  }

  /**
   * One pass over the examples as plain arrays; the same options give the same batches, in any process.
   * Each batch is a copy that the caller may keep.
   */
  *batches(options: BatchOptions): Generator<Batch> {
    const { batchSize, shuffleSeed, epoch = 0, dropRemainder = false } = options;
    if (!Number.isInteger(batchSize) || batchSize < 1)
      throw new RangeError(`batchSize must be an integer from 1 up, not ${batchSize}.`);
    const order =
      shuffleSeed === undefined ? undefined : shuffledIndices(this.numExamples, shuffleSeed, epoch);
    for (let start = 0; start < this.numExamples; start += batchSize) {
      const count = Math.min(batchSize, this.numExamples - start);
      if (dropRemainder && count < batchSize) return;
      yield this.gather(Array.from({ length: count }, (_, i) => order?.[start + i] ?? start + i));
    }
  }

  /**
   * The same batches as tensors, for `tf.LayersModel.fitDataset` and friends; two batches are prefetched.
   * Tensors belong to the caller, as everywhere in tf.data.
   */
  dataset(options: BatchOptions): Dataset<TensorBatch> {
    const { tf, data } = loadTensorflow();
    const split = this;
    const shape = [this.imageSize, this.imageSize, 3] as const;
    return data
      .generator<TensorBatch>(function* () {
        for (const batch of split.batches(options))
          yield {
            images: tf.tensor4d(batch.images, [batch.labels.length, ...shape], 'int32'),
            labels: tf.tensor1d(batch.labels, 'int32'),
          };
      } as () => Iterator<TensorBatch>)
      .prefetch(2);
  }

  /** JPEG of one example, for reports. @param options.size side in pixels; the image's own when left out */
  async picture(index: number, options: { size?: number } = {}): Promise<Buffer> {
    if (!Number.isInteger(index) || index < 0 || index >= this.numExamples)
      throw new RangeError(`There is no example ${index}; there are ${this.numExamples}.`);
    const side = this.imageSize;
    const image = (await loadSharp())(this.image(index), { raw: { width: side, height: side, channels: 3 } });
    const sized = options.size && options.size !== side ? image.resize(options.size, options.size) : image;
    return sized.jpeg({ quality: 90 }).toBuffer();
  }

  private gather(indices: readonly number[]): Batch {
    const bytes = this.imageSize * this.imageSize * 3;
    const images = new Uint8Array(indices.length * bytes);
    indices.forEach((index, i) => {
      images.set(this.image(index), i * bytes);
    });
    return {
      images,
      labels: Int32Array.from(indices, (index) => this.labels[index]!),
      keys: indices.map((index) => this.keys[index]!),
    };
  }
}
