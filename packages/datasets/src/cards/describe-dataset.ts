import type { SplitExpressions } from '@teamnet/records';
import type { DatasetInfo, OpenDataset } from '../open-dataset.js';

/** The data card: everything that is known about a data set, as `teamnet data info --json` prints it. */
export interface DatasetCard extends DatasetInfo {
  defaultSplits: SplitExpressions;
}

/** The data card of an opened data set; plain data, safe to print as JSON. */
export function describeDataset(dataset: OpenDataset): DatasetCard {
  return { ...dataset.info, defaultSplits: dataset.defaultSplits };
}
