import type * as tf from '@tensorflow/tfjs-core';
import type { Dataset } from '@tensorflow/tfjs-data';
import { findBuilder } from '../builders/all-builders.js';
import type { DatasetBuilder } from '../builders/builder.js';
import type { PictureFormat } from '../cards/render-sheet.js';
import { showExamples } from '../cards/show-examples.js';
import { creditsOf } from '../credits/credits-of.js';
import type { DataOptions } from '../data-options.js';
import { DecodedSplit } from '../decode/decoded-split.js';
import { NotPreparedError } from '../errors.js';
import type { ExampleStore } from '../example-store.js';
import type { OpenDataset } from '../open-dataset.js';
import { type OpenedExamples, openExamples } from '../open-examples.js';
import type { Split } from '../splits/split.js';
import { type AsDatasetOptions, asDataset } from './as-dataset.js';
import { checkLoadOptions } from './check-load-options.js';
import type { ElementOf } from './element.js';
import { exampleStream, type LoadedExample } from './example-stream.js';
import { type ExampleTable, exampleTable } from './example-table.js';
import { examplesOf, fileParts } from './file-parts.js';
import { type LoadedInfo, loadedInfo } from './loaded-info.js';
import { SkipDecoding } from './skip-decoding.js';
import { type InStructure, inStructure, type SplitStructure } from './split-structure.js';

/** A data set before and after it is made ready, as TFDS' `DatasetBuilder`; made by `builder`. */
export class Builder {
  readonly #definition: DatasetBuilder<string>;
  readonly #options: DataOptions;
  #opened: OpenedExamples | null = null;

  constructor(definition: DatasetBuilder<string>, options: DataOptions) {
    this.#definition = definition;
    this.#options = options;
  }

  get info(): LoadedInfo {
    return loadedInfo(this.#definition, this.#opened);
  }

  /** Makes the data set ready from the first source that has it; again, it does nothing. @throws as openDataset */
  async downloadAndPrepare(): Promise<this> {
    this.#opened ??= await openExamples(this.#definition, this.#options);
    return this;
  }

  /**
   * A tf.data.Dataset of a split, or an array or object of them; all splits by name when `split` is left out.
   * @throws NotPreparedError, SplitInvalidError, LoadOptionError
   */
  asDataset<
    const S extends SplitStructure = Record<string, string>,
    const Options extends AsDatasetOptions = object,
  >(
    options: { split?: S } & Options = {} as { split?: S } & Options,
  ): InStructure<S, Dataset<ElementOf<Options> & tf.TensorContainer>> {
    const store = this.#store();
    const all = Object.fromEntries(store.splits.map(({ name }) => [name, name]));
    const splits = (options.split ?? all) as S;
    return inStructure(splits, (split) => asDataset<Options>(store, split, options));
  }

  /**
   * Examples one by one as plain arrays, without tensors, as TFDS' `as_numpy`.
   * @param options.imageSize side that the images are resized to, pixels; their own size when left out
   * @throws NotPreparedError, SplitInvalidError, LoadOptionError; ImageCorruptError while it is read
   */
  asExamples(
    split: Split,
    options: Pick<AsDatasetOptions, 'decoders' | 'imageSize' | 'resize'> = {},
  ): AsyncGenerator<LoadedExample> {
    const store = this.#store();
    checkLoadOptions(options);
    const { decoders, imageSize, resize } = options;
    const skipDecoding = decoders?.image === SkipDecoding;
    return exampleStream(examplesOf(fileParts(store, split)), { imageSize, resize, skipDecoding });
  }

  /** Key, label, size and bytes of the first `count` examples, all when left out. @throws as asExamples */
  async toTable(split: Split, count?: number): Promise<ExampleTable> {
    const store = this.#store();
    return exampleTable(examplesOf(fileParts(store, split), count), this.#definition.labels);
  }

  /** Contact sheet of the first `count` examples. @throws as asExamples */
  async showExamples(split: Split, count = 16, format: PictureFormat = 'png'): Promise<Buffer> {
    const { name, license } = this.#definition;
    const { source } = this.#ready();
    const credits = creditsOf(this.#definition, this.#ready(), (message) =>
      this.#options.onProgress?.({ kind: 'warning', dataset: name, message }),
    );
    const loadImages: OpenDataset['loadImages'] = (part, options) => this.#load(part, options);
    const creditOf = (key: string) => credits.of(key);
    return showExamples({ loadImages, creditOf, info: { source, license } }, split, count, format);
  }

  async #load(split: Split, { imageSize, limit }: { imageSize: number; limit?: number }) {
    const store = this.#store();
    const examples: LoadedExample[] = [];
    const picked = examplesOf(fileParts(store, split), limit);
    for await (const example of exampleStream(picked, { imageSize })) examples.push(example);
    return new DecodedSplit({
      imageSize,
      images: new Uint8Array(Buffer.concat(examples.map(({ image }) => image))),
      labels: Int32Array.from(examples, ({ label }) => label),
      keys: examples.map(({ id }) => id),
      labelNames: this.#definition.labels,
    });
  }

  #store(): ExampleStore {
    return this.#ready().store;
  }

  #ready(): OpenedExamples {
    if (!this.#opened) throw new NotPreparedError(this.#definition.name);
    return this.#opened;
  }
}

/**
 * The builder of a data set: of a name, also with its version (`tf_flowers:3.0.1`), or of what defineDataset gave. Reads and downloads nothing yet.
 * @throws DatasetUnknownError
 */
export function builder(dataset: string | DatasetBuilder<string>, options: DataOptions = {}): Builder {
  // Also what JavaScript passes by mistake is told as a name that there is not.
  const definition = typeof dataset === 'object' && dataset !== null ? dataset : findBuilder(String(dataset));
  return new Builder(definition, options);
}
