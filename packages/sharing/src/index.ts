export {
  type CollectedRun,
  type CollectedShare,
  type CollectOptions,
  collectShare,
} from './collect-share.js';
export * from './errors.js';
export { type SharedFile, shareRuns } from './share-runs.js';
