export { type AssignOptions, assignWeights } from './assign/assign-weights.js';
export * from './errors.js';
export { imagenetFile, imagenetWeights } from './pretrained/imagenet-weights.js';
export { readWeightsFile } from './read/read-weights-file.js';
export type { LayerWeights, WeightsFile, WeightTensor } from './read/weight-tensor.js';
export { type ExportInfo, exportedNetwork } from './write/exported-network.js';
export {
  EXPORT_FORMATS,
  type ExportFormatName,
  type ExportResult,
  writeExport,
} from './write/write-export.js';
