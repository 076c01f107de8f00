export { allBuilders } from './builders/all-builders.js';
export type { Archive, DatasetBuilder } from './builders/builder.js';
export { type DatasetCard, describeDataset } from './cards/describe-dataset.js';
export { drawPictureRows, type PictureRow } from './cards/draw-picture-rows.js';
export { type ListedDataset, listDatasets } from './cards/list-datasets.js';
export { removeDataset } from './cards/remove-dataset.js';
export { showExamples } from './cards/show-examples.js';
export { type DamagedExample, type Verification, verifyDataset } from './cards/verify-dataset.js';
export { type DataFolders, type DataOptions, dataFolders } from './data-options.js';
export { type Batch, type BatchOptions, DecodedSplit, type TensorBatch } from './decode/decoded-split.js';
export { pixelRule } from './decode/pixel-rule.js';
export { shuffledIndices } from './decode/shuffled-indices.js';
export * from './errors.js';
export { inMessage } from './in-message.js';
export { type DatasetInfo, type OpenDataset, openBuilder, openDataset } from './open-dataset.js';
export type { DataProgress, OnProgress } from './progress.js';
export { decodeImageFile, readImageFolder } from './read-image-folder.js';
export {
  openPreparedFolder,
  type PreparedFolder,
  type PreparedRecord,
} from './sources/open-prepared-folder.js';
export type { PreparedInfo, PreparedSplit } from './sources/read-dataset-info.js';
export type { PreparedFeatures } from './sources/read-features.js';
export { evenSplits } from './splits/even-splits.js';
export type { EvenSplit, ReadInstruction, Split, SplitSum } from './splits/split.js';
export { frameRecord } from './tfrecord/frame-record.js';
