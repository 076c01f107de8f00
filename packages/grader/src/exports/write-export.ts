import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { RecordWriteError, toJson, writeWhole } from '@teamnet/records';
import { ExportFolderTakenError } from './errors.js';
import type { GradesExport } from './export-grades.js';

/** By this a folder is known as an export, which the next one may replace. */
const MARKER = 'teamnet-export.json';

/**
 * Writes an export whole or not at all: a file by `writeWhole`; a folder beside its place, then renamed. A folder of before
 * is replaced when it is an export of Teamnet or empty, and nothing else is.
 * @returns absolute path of the file or folder
 * @throws RecordWriteError, ExportFolderTakenError
 */
export function writeExport(made: GradesExport, out: string): string {
  const place = resolve(out);
  if (made.writes === 'file') {
    writeWhole(place, made.files[0]!.text);
    return place;
  }
  if (existsSync(place) && !mayReplace(place)) throw new ExportFolderTakenError(place);
  const staging = join(dirname(place), `.${basename(place)}.${process.pid}.new`);
  const old = join(dirname(place), `.${basename(place)}.${process.pid}.old`);
  try {
    rmSync(staging, { recursive: true, force: true });
    mkdirSync(staging, { recursive: true });
    for (const { name, text } of made.files) writeWhole(join(staging, name), text);
    for (const { name, text } of made.files) if (text.startsWith('#!')) chmodSync(join(staging, name), 0o755);
    writeWhole(join(staging, MARKER), toJson({ format: 'teamnet-export-1', to: made.to }));
    if (existsSync(place)) renameSync(place, old);
    renameSync(staging, place);
  } catch (error) {
    if (existsSync(old) && !existsSync(place)) renameSync(old, place);
    rmSync(staging, { recursive: true, force: true });
    if (error instanceof RecordWriteError) throw error;
    throw new RecordWriteError(place, error as NodeJS.ErrnoException);
  }
  rmSync(old, { recursive: true, force: true });
  return place;
}

function mayReplace(folder: string): boolean {
  try {
    const names = readdirSync(folder);
    return names.length === 0 || names.includes(MARKER);
  } catch {
    return false;
  }
}
