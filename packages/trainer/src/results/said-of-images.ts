import type { DatasetInfo } from '@teamnet/datasets';
import type { RunDataset } from '@teamnet/records';

/** What run.json says of where the images come from. */
export function saidOfImages({
  license,
  homepage,
}: Pick<DatasetInfo, 'license' | 'homepage'>): Pick<RunDataset, 'license' | 'homepage'> {
  return { license, ...(homepage === '' ? {} : { homepage }) };
}
