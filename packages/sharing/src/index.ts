export {
  type CollectedRun,
  type CollectedShare,
  type CollectOptions,
  collectShare,
} from './collect-share.js';
export * from './errors.js';
export { lookAtRuns, type PlaceOfRun } from './look-at-runs.js';
export { type SharedFile, shareRuns } from './share-runs.js';
