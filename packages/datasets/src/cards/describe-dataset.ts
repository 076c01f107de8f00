import type { DataSurvey, SplitExpressions } from '@teamnet/records';
import type { DatasetInfo, OpenDataset } from '../open-dataset.js';

/** The data card: everything that is known about a data set, as `teamnet data info --json` prints it. */
export interface DatasetCard<Name extends string = string> extends DatasetInfo<Name> {
  defaultSplits: SplitExpressions;
  /** Sizes, duplicates and leaks by the default splits; null when not one image could be decoded. */
  survey: DataSurvey | null;
}

/**
 * The data card of an opened data set; plain data, safe to print as JSON. The first time it looks at every image.
 * @throws InterruptedError
 */
export async function describeDataset<Name extends string>(
  dataset: OpenDataset<Name>,
): Promise<DatasetCard<Name>> {
  return { ...dataset.info, defaultSplits: dataset.defaultSplits, survey: await dataset.survey() };
}
