export type { DataOptions } from './data-options.js';
export { type Batch, type BatchOptions, DecodedSplit, type TensorBatch } from './decode/decoded-split.js';
export * from './errors.js';
export { type DatasetInfo, type OpenDataset, openDataset } from './open-dataset.js';
export type { DataProgress, OnProgress } from './progress.js';
