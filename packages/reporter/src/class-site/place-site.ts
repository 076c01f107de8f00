import {
  cpSync,
  type Dirent,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join, sep } from 'node:path';
import { RecordWriteError, toJson } from '@teamnet/records';
import { SiteFolderTakenError } from '../errors.js';

/** Says that a folder is a site of ours, and which files in it are. */
const MARKER = '.teamnet-site.json';
const FORMAT = 'teamnet-site-1';

/**
 * Puts a site into its folder, whole or not at all: it is put together beside it and takes its place by renaming. Files
 * in the folder that are not of the site before stay.
 * @param files content by path relative to the folder, with `/`
 * @throws SiteFolderTakenError when the folder holds something and no site, or a file of somebody else's is in the way
 */
export function placeSite(
  out: string,
  files: ReadonlyMap<string, string>,
): { index: string; changed: boolean } {
  const folder = existsSync(out) ? realpathSync(out) : out;
  const before = join(dirname(folder), `.${basename(folder)}.before`);
  const staging = join(dirname(folder), `.${basename(folder)}.new`);
  const index = join(out, 'index.html');
  try {
    // A process that was killed between the two renames had moved the old site away.
    if (!existsSync(folder) && isSite(before)) renameSync(before, folder);
    const own = ownFiles(folder);
    const foreign = filesIn(folder).filter((file) => file !== MARKER && !own.has(file));
    refuseCollisions(out, foreign, files);
    const content = new Map([...files, [MARKER, markerOf(files)]]);
    if (isUnchanged(folder, own, content)) return { index, changed: false };
    rmSync(staging, { recursive: true, force: true });
    for (const [file, text] of content) {
      mkdirSync(dirname(join(staging, file)), { recursive: true });
      writeFileSync(join(staging, file), text);
    }
    for (const name of foreignFolders(folder, own)) mkdirSync(join(staging, name), { recursive: true });
    for (const file of foreign)
      cpSync(join(folder, file), join(staging, file), { preserveTimestamps: true, verbatimSymlinks: true });
    rmSync(before, { recursive: true, force: true });
    if (existsSync(folder)) renameSync(folder, before);
    renameSync(staging, folder);
    rmSync(before, { recursive: true, force: true });
    return { index, changed: true };
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error) || error instanceof SiteFolderTakenError) throw error;
    throw new RecordWriteError(out, error as NodeJS.ErrnoException);
  }
}

function isSite(folder: string): boolean {
  return existsSync(join(folder, MARKER));
}

/** The files of the site that lies in a folder. */
function ownFiles(folder: string): ReadonlySet<string> {
  if (!existsSync(folder)) return new Set();
  if (!lstatSync(folder).isDirectory()) throw new SiteFolderTakenError(folder, 'it is a file');
  if (readdirSync(folder).length === 0) return new Set();
  if (!isSite(folder))
    throw new SiteFolderTakenError(folder, 'it holds files, and no site that Teamnet made');
  const marker: unknown = parsed(readFileSync(join(folder, MARKER), 'utf8'));
  const { format, files } = (marker ?? {}) as { format?: unknown; files?: unknown };
  if (format !== FORMAT || !Array.isArray(files) || !files.every((file) => typeof file === 'string'))
    throw new SiteFolderTakenError(folder, `its ${MARKER} is not one that this version of Teamnet wrote`);
  return new Set(files);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Files and links of a folder, with `/`. */
function filesIn(folder: string): string[] {
  return entriesIn(folder, (entry) => !entry.isDirectory());
}

/** Folders that hold no page, also empty ones: a `.git` is none without them. */
function foreignFolders(folder: string, own: ReadonlySet<string>): string[] {
  const ofPages = new Set([...own].flatMap(foldersOf));
  return entriesIn(folder, (entry) => entry.isDirectory()).filter((name) => !ofPages.has(name));
}

function entriesIn(folder: string, wanted: (entry: Dirent) => boolean): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(wanted)
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => path.slice(folder.length + 1).replaceAll(sep, '/'));
}

function refuseCollisions(out: string, foreign: readonly string[], files: ReadonlyMap<string, string>): void {
  const folders = new Set([...files.keys()].flatMap(foldersOf));
  const inTheWay = foreign.find(
    (file) => files.has(file) || folders.has(file) || foldersOf(file).some((above) => files.has(above)),
  );
  if (inTheWay !== undefined)
    throw new SiteFolderTakenError(out, `its ${inTheWay} is not of the site and in the way of a page`);
}

function foldersOf(file: string): string[] {
  const parts = file.split('/');
  return parts.slice(1).map((_, depth) => parts.slice(0, depth + 1).join('/'));
}

function markerOf(files: ReadonlyMap<string, string>): string {
  return toJson({ format: FORMAT, files: [...files.keys()].sort() });
}

function isUnchanged(
  folder: string,
  own: ReadonlySet<string>,
  content: ReadonlyMap<string, string>,
): boolean {
  return (
    [...own].every((file) => content.has(file)) &&
    [...content].every(([file, text]) => {
      const path = join(folder, file);
      return existsSync(path) && lstatSync(path).isFile() && readFileSync(path, 'utf8') === text;
    })
  );
}
