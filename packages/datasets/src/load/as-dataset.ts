import { randomInt } from 'node:crypto';
import type { ResizeSettings } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs-core';
import type { Dataset } from '@tensorflow/tfjs-data';
import { loadTensorflow } from '../decode/load-tensorflow.js';
import type { ExampleStore } from '../example-store.js';
import type { Split } from '../splits/split.js';
import { checkLoadOptions } from './check-load-options.js';
import { type ElementOf, toBatch, toElement } from './element.js';
import { exampleStream, type LoadedExample } from './example-stream.js';
import { examplesOf, fileParts } from './file-parts.js';
import type { ReadConfig } from './read-config.js';
import { shuffledFiles } from './shuffled-files.js';
import { SkipDecoding } from './skip-decoding.js';

/** TFDS' options of `as_dataset`, and `imageSize`. */
export interface AsDatasetOptions {
  /** Elements are `[image, label]` instead of `{ image, label }`. */
  asSupervised?: boolean;
  /** Another order of the files; see ReadConfig for the seed. */
  shuffleFiles?: boolean;
  /** Examples an element; one, without a batch axis, when left out. */
  batchSize?: number;
  decoders?: { image?: typeof SkipDecoding };
  readConfig?: ReadConfig;
  /** Side that the images are resized to, pixels; their own size when left out. */
  imageSize?: number;
  /** How they are resized; as tf.image.resize(…, antialias=True) stretches when left out. */
  resize?: ResizeSettings | undefined;
}

/**
 * A split as a tf.data.Dataset that reads and decodes while it is read. Tensors belong to the caller.
 * @throws SplitInvalidError, LoadOptionError at once; ImageCorruptError, PreparedInvalidError while it is read
 */
export function asDataset<const Options extends AsDatasetOptions>(
  store: ExampleStore,
  split: Split,
  options: Options,
): Dataset<ElementOf<Options> & tf.TensorContainer> {
  checkLoadOptions(options);
  const { batchSize, imageSize, resize, shuffleFiles = false, readConfig = {} } = options;
  const { shuffleSeed = randomInt(2 ** 31), shuffleReshuffleEachIteration = true } = readConfig;
  const skipDecoding = options.decoders?.image === SkipDecoding;
  const parts = fileParts(store, split);
  let iteration = 0;
  async function* elements(): AsyncGenerator<tf.TensorContainer> {
    const pass = shuffleReshuffleEachIteration ? iteration++ : 0;
    const order = shuffleFiles ? shuffledFiles(parts, shuffleSeed, pass) : parts;
    let batch: LoadedExample[] = [];
    for await (const example of exampleStream(examplesOf(order), { imageSize, resize, skipDecoding })) {
      if (batchSize === undefined) yield toElement(example, options);
      else if (batch.push(example) === batchSize) {
        yield toBatch(batch, options);
        batch = [];
      }
    }
    if (batch.length > 0) yield toBatch(batch, options);
  }
  type Element = ElementOf<Options> & tf.TensorContainer;
  return loadTensorflow().data.generator<Element>(elements as unknown as () => Iterator<Element>);
}
