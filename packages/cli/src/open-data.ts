import { basename, resolve } from 'node:path';
import type { DataOptions, DatasetBuilder, OpenDataset } from '@teamnet/datasets';
import { type DatasetName, TeamnetError, Workspace } from '@teamnet/records';
import type { Context } from './context.js';
import { type DataFlags, dataOptions, isDatasetPath } from './options.js';
import { recordOutsideTurbo } from './record-outside-turbo.js';
import { withDataProgress } from './with-data-progress.js';

/** Opens a data set as the flags say, with a progress bar, and notes for turbo which data it is now. */
export async function openData(
  name: string,
  flags: DataFlags,
  context: Context,
  /** Of a display that stays open while the data set is used; one of its own when left out. */
  within?: Pick<DataOptions, 'signal' | 'onProgress'>,
): Promise<OpenDataset<string>> {
  const { openBuilder } = await import('@teamnet/datasets');
  const builder = await findDataset(name, context);
  const open = (progress: Pick<DataOptions, 'signal' | 'onProgress'>) =>
    openBuilder(builder, { ...dataOptions(flags), ...progress });
  const opened = within ? await open(within) : await withDataProgress(name, context, open);
  const { source, version, fingerprint } = opened.info;
  const root = checkoutAround(context.cwd);
  if (root !== null && !isDatasetPath(name)) recordOutsideTurbo(root, name, { source, version, fingerprint });
  return opened;
}

/** The data set of a name, or of a team's own folder. @throws DefinitionInvalidError, ImageFolderError */
export async function findDataset(given: string, context: Context): Promise<DatasetBuilder<string>> {
  const { allBuilders, defineDataset } = await import('@teamnet/datasets');
  if (!isDatasetPath(given)) return allBuilders[given as DatasetName];
  const folder = resolve(context.cwd, given);
  const name = basename(folder)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_');
  return defineDataset({ name, folder });
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
