export { type AssignOptions, assignWeights } from './assign/assign-weights.js';
export * from './errors.js';
export { readWeightsFile } from './read/read-weights-file.js';
export type { LayerWeights, WeightsFile, WeightTensor } from './read/weight-tensor.js';
