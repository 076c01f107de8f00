import type * as tf from '@tensorflow/tfjs-core';
import type { Dataset } from '@tensorflow/tfjs-data';
import type { DatasetBuilder } from '../builders/builder.js';
import type { DataOptions } from '../data-options.js';
import { parseSplit } from '../splits/parse-split.js';
import type { AsDatasetOptions } from './as-dataset.js';
import { builder } from './builder.js';
import { checkLoadOptions } from './check-load-options.js';
import type { ElementOf } from './element.js';
import type { LoadedInfo } from './loaded-info.js';
import { type InStructure, inStructure, type SplitStructure } from './split-structure.js';

/** TFDS' options of `load`, where the data lies, and `imageSize`. */
export interface LoadOptions extends AsDatasetOptions, DataOptions {
  /** Gives `{ dataset, info }`. */
  withInfo?: boolean;
}

type Datasets<S, Options> = InStructure<S, Dataset<ElementOf<Options> & tf.TensorContainer>>;

/** `{ dataset, info }` with `withInfo`, else the dataset; both in the structure of `split`. */
export type Loaded<S, Options> = Options extends { withInfo: true }
  ? { dataset: Datasets<S, Options>; info: LoadedInfo }
  : Datasets<S, Options>;

/**
 * A data set as tf.data.Datasets, made ready first where it is not; as TFDS' `load`
 * (https://www.tensorflow.org/datasets/api_docs/python/tfds/load). Elements: see ElementOf.
 * @param dataset a name, also with its version (`tf_flowers:3.0.1`), or what defineDataset gave
 * @param options.split a split, or an array or object of splits; an object of all splits when left out
 * @throws DatasetUnknownError, SplitInvalidError, LoadOptionError, and as openDataset
 */
export async function load<
  const S extends SplitStructure = Record<string, string>,
  const Options extends LoadOptions = object,
>(
  dataset: string | DatasetBuilder<string>,
  options: { split?: S } & Options = {} as { split?: S } & Options,
): Promise<Loaded<S, Options>> {
  checkLoadOptions(options);
  inStructure<SplitStructure, unknown>(
    options.split ?? [],
    (split) => typeof split === 'string' && parseSplit(split),
  );
  const built = await builder(dataset, options).downloadAndPrepare();
  const datasets = built.asDataset<S, Options>(options);
  return (options.withInfo ? { dataset: datasets, info: built.info } : datasets) as Loaded<S, Options>;
}
