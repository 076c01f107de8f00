import { existsSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import type { DataOptions, DatasetBuilder, OpenDataset } from '@teamnet/datasets';
import {
  COURSE_DATASETS,
  type Homework,
  isCourseDataset,
  readHomework,
  TeamnetError,
  Workspace,
} from '@teamnet/records';
import type { Context } from './context.js';
import { UsageError } from './errors.js';
import { appAt } from './find-team.js';
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
): Promise<OpenDataset> {
  const { openBuilder } = await import('@teamnet/datasets');
  const { builder, options } = await findDataset(name, flags, context);
  const open = (progress: Pick<DataOptions, 'signal' | 'onProgress'>) =>
    openBuilder(builder, { ...options, ...progress });
  const opened = within ? await open(within) : await withDataProgress(name, context, open);
  const { source, version, fingerprint } = opened.info;
  const workspace = workspaceAround(context.cwd);
  // Images of an app are an input of turbo's as they are.
  if (workspace !== null && isCourseDataset(name))
    recordOutsideTurbo(workspace.root, name, { source, version, fingerprint });
  return opened;
}

/** What a data command was given, and the options that hold for it. */
export interface FoundDataset {
  builder: DatasetBuilder;
  options: DataFlags;
}

/**
 * The data set of the course by name, the team's own by its name in the homework.json of the app around, or a folder of
 * images by its path.
 * @throws UsageError for another name; DatasetImagesMissingError, DefinitionInvalidError, ImageFolderError
 */
export async function findDataset(given: string, flags: DataFlags, context: Context): Promise<FoundDataset> {
  const { allBuilders, defineDataset, homeworkDataset } = await import('@teamnet/datasets');
  const options = dataOptions(flags);
  if (isCourseDataset(given)) return { builder: allBuilders[given], options };
  if (isDatasetPath(given)) {
    const folder = resolve(context.cwd, given);
    const name = basename(folder)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '_');
    return { builder: defineDataset({ name, folder }), options };
  }
  const app = ownDatasetsAround(context.cwd);
  const names = (app?.homework.ownDatasets ?? []).map(({ name }) => name);
  if (!app || !names.includes(given))
    throw new UsageError(
      `There is no data set "${given}"${app ? ` in ${app.file}` : ''}.`,
      existsSync(resolve(context.cwd, given))
        ? `For the folder of that name write "./${given}".`
        : `Use one of: ${[...COURSE_DATASETS, ...names].join(', ')}${app ? '' : "; inside an app's folder also its own"}; or a folder, which begins with ./, ../ or /.`,
    );
  const { source: _, ...others } = options;
  // There is one source of it.
  return { builder: await homeworkDataset(app.homework, given, app.folder, others), options: others };
}

/** A homework, its file, and the app's folder that its own data sets are relative to. */
interface AppHomework {
  homework: Homework;
  file: string;
  folder: string;
}

/** The homework of a team, by its name or of the app that a folder lies in; null outside of an app. */
export function ownDatasetsAround(cwd: string, given?: string): AppHomework | null {
  const workspace = given === undefined ? workspaceAround(cwd) : Workspace.find(cwd);
  const team = given ?? (workspace && appAt(workspace, cwd));
  if (!workspace || !team) return null;
  const file = workspace.homeworkFile(team);
  return { homework: readHomework(file), file, folder: workspace.appFolder(team) };
}

/** The data belong to the user, not to a checkout, so that these commands work anywhere. */
function workspaceAround(folder: string): Workspace | null {
  try {
    return Workspace.find(folder);
  } catch (error) {
    if (error instanceof TeamnetError && error.code === 'no-workspace') return null;
    throw error;
  }
}
