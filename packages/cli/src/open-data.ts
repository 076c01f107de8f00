import type { DataOptions, OpenDataset } from '@teamnet/datasets';
import { type DatasetName, TeamnetError, Workspace } from '@teamnet/records';
import type { Context } from './context.js';
import { type DataFlags, dataOptions } from './options.js';
import { recordOutsideTurbo } from './record-outside-turbo.js';
import { withDataProgress } from './with-data-progress.js';

/** Opens a data set as the flags say, with a progress bar, and notes for turbo which data it is now. */
export async function openData(
  name: DatasetName,
  flags: DataFlags,
  context: Context,
  /** Of a display that stays open while the data set is used; one of its own when left out. */
  within?: Pick<DataOptions, 'signal' | 'onProgress'>,
): Promise<OpenDataset> {
  const { openDataset } = await import('@teamnet/datasets');
  const open = (progress: Pick<DataOptions, 'signal' | 'onProgress'>) =>
    openDataset(name, { ...dataOptions(flags), ...progress });
  const opened = within ? await open(within) : await withDataProgress(name, context, open);
  const { source, version, fingerprint } = opened.info;
  const root = checkoutAround(context.cwd);
  if (root !== null) recordOutsideTurbo(root, name, { source, version, fingerprint });
  return opened;
}

/** The data belong to the user, not to a checkout, so that these commands work anywhere. */
function checkoutAround(folder: string): string | null {
  try {
    return Workspace.find(folder).root;
  } catch (error) {
    if (error instanceof TeamnetError && error.code === 'no-workspace') return null;
    throw error;
  }
}
