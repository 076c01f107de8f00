import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { DataSource } from '@teamnet/records';
import type { DatasetBuilder } from '../builders/builder.js';
import { readCredits } from '../credits/credits-file.js';
import { matchNotice } from '../credits/match-notice.js';
import { type DataFolders, type DataOptions, dataFolders } from '../data-options.js';
import { HostUnreachableError, SourceMissingError } from '../errors.js';
import type { ExampleStore } from '../example-store.js';
import { versionFolder } from '../version-folder.js';
import { inArchive, pathInArchive } from './in-archive.js';
import { openImageFolder } from './open-image-folder.js';
import { openPrepared } from './open-prepared.js';
import { hasStandIn, openStandIn } from './open-stand-in.js';
import { prepareFromArchives } from './prepare-from-archives.js';

/** A data set's examples, where they came from, and what is unusual about that. */
export interface OpenedSource {
  store: ExampleStore;
  source: DataSource;
  notes: string[];
}

interface Context {
  builder: DatasetBuilder<string>;
  options: DataOptions;
  folders: DataFolders;
  warn: (message: string) => void;
  keepBroken: boolean;
}

/** The examples, or the reason why there are none. */
type Open = (context: Context) => OpenedSource | string | Promise<OpenedSource | string>;

/** In the order in which they are tried. */
const SOURCES: [DataSource, Open][] = [
  ['prepared', prepared],
  ['manual', manual],
  ['download', download],
  ['stand-in', standIn],
];

/**
 * The first of prepared, manual, download, stand-in that has the data set; only `options.source` when given.
 * @param keepBroken gives images that cannot be read as examples with the reason, instead of throwing
 * @throws SourceMissingError when the one that was asked for has nothing
 */
export async function openSource(
  builder: DatasetBuilder<string>,
  options: DataOptions,
  keepBroken = false,
): Promise<OpenedSource> {
  const warn = (message: string) => options.onProgress?.({ kind: 'warning', dataset: builder.name, message });
  const context = { builder, options, folders: dataFolders(options), warn, keepBroken };
  const reasons: string[] = [];
  for (const [source, open] of SOURCES) {
    if (options.source && options.source !== source) continue;
    const opened = await open(context);
    if (typeof opened !== 'string') return { ...opened, notes: [...opened.notes, ...reasons] };
    if (options.source) throw new SourceMissingError(builder.name, source, opened);
    if (source === 'download' && hasStandIn(builder)) {
      reasons.push(`Not downloaded: ${opened}`);
      warn(`${opened} The stand-in, images drawn by Teamnet itself, is used instead.`);
    }
  }
  const nowhere = 'it is neither prepared nor in a manual folder, and it has no archives to download.';
  throw new SourceMissingError(builder.name, options.source ?? 'any', nowhere);
}

function prepared({ builder, folders, warn, keepBroken }: Context): OpenedSource | string {
  if (builder.folder) return 'its images are read from its folder in place; its source is manual.';
  const folder = versionFolder(folders.dataDir, builder);
  if (!existsSync(folder)) return `there is no folder ${folder}.`;
  const store = openPrepared(folder, {
    ...{ labels: builder.labels, cacheDir: folders.cacheDir },
    ...{ onWarning: warn, keepBroken },
  });
  const credits = () => {
    const kept = readCredits(folder);
    return kept.size > 0 ? kept : matchNotice(folder, builder, store.splits);
  };
  return { store: { ...store, credits }, source: 'prepared', notes: [] };
}

async function manual(context: Context): Promise<OpenedSource | string> {
  const { builder, options, folders } = context;
  if (builder.folder) return imageFolder(builder.folder, context);
  if (!folders.manualDir) return 'no folder was named with --manual-dir or $TEAMNET_MANUAL_DIR.';
  const archives = builder.archives.map((archive) => join(folders.manualDir!, archive.file));
  if (archives.every((file) => existsSync(file))) {
    await prepareFromArchives(builder, options, archives);
    return { ...((await prepared(context)) as OpenedSource), source: 'manual' };
  }
  const folder = join(folders.manualDir, builder.name);
  if (existsSync(folder)) return imageFolder(folder, context);
  const names = builder.archives.map((archive) => archive.file).join(' and ');
  const nothing = `${folders.manualDir} holds neither ${names} nor a folder ${builder.name}.`;
  // Whoever named a folder expects it to be used.
  if (!options.source) context.warn(`${nothing} Other sources are tried.`);
  return nothing;
}

function imageFolder(folder: string, { builder, keepBroken }: Context): OpenedSource {
  const [kind, path] = builder.archive === undefined ? ['folder', folder] : ['archive', builder.archive];
  const { name, whose } = builder.archiveNames ?? {};
  const guessedNames = name
    ? [`The names in it do not say their encoding: read as ${name}, as ${whose} systems write them.`]
    : [];
  const store = inArchive(builder, () => openImageFolder(folder, builder, keepBroken));
  return {
    store: { ...store, where: (example) => pathInArchive(store.where(example), builder) },
    source: 'manual',
    // Its last two names only: the note travels with the run, to people whom the rest is no business of.
    notes: [`Images read from the ${kind} ${basename(dirname(path))}/${basename(path)}.`, ...guessedNames],
  };
}

async function download(context: Context): Promise<OpenedSource | string> {
  if (context.builder.archives.length === 0) return 'it has no archives to download.';
  try {
    await prepareFromArchives(context.builder, context.options, undefined);
  } catch (error) {
    const drawn = context.options.source !== 'download' && hasStandIn(context.builder);
    if (error instanceof HostUnreachableError && drawn) return error.message;
    throw error;
  }
  return { ...((await prepared(context)) as OpenedSource), source: 'download' };
}

function standIn({ builder }: Context): OpenedSource | string {
  if (!hasStandIn(builder)) return 'Teamnet draws no stand-in of it.';
  const notes = ['Stand-in: the images were drawn by Teamnet itself; they are no photos.'];
  return { store: openStandIn(builder), source: 'stand-in', notes };
}
