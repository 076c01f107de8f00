import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  type RunFile,
  SHARING_FILE,
  type ShareRun,
  type SharingNote,
  toJson,
  writeWhole,
} from '@teamnet/records';
import { isFile } from './is-file.js';
import type { OpenShare } from './open-share.js';

/**
 * Unpacks a run into an empty folder, with a note that it was collected.
 * @param before the folder that it will replace: weights that lie there and are its own stay with it
 * @throws ShareInvalidError, RecordWriteError
 */
export async function unpackRun(
  opened: OpenShare,
  entry: ShareRun,
  folder: string,
  before: string,
): Promise<void> {
  for (const listed of entry.files)
    await opened.extract(inArchive(entry, listed), listed, join(folder, listed.path));
  const leftOut: string[] = [];
  for (const listed of entry.leftOut) {
    const [from, to] = [join(before, listed.path), join(folder, listed.path)];
    if (!isFile(from, listed)) {
      leftOut.push(listed.path);
      continue;
    }
    mkdirSync(dirname(to), { recursive: true });
    copyFileSync(from, to);
  }
  const { student } = opened.share;
  writeNote(folder, {
    format: 'teamnet-sharing-1',
    student,
    collected: true,
    ...(leftOut.length > 0 ? { leftOut } : {}),
  });
}

/** A damaged file is told even where nothing of it is needed. @throws ShareInvalidError */
export async function verifyRun(opened: OpenShare, entry: ShareRun): Promise<void> {
  for (const listed of entry.files) await opened.check(inArchive(entry, listed), listed);
}

export function writeNote(folder: string, note: SharingNote): void {
  writeWhole(join(folder, SHARING_FILE), toJson(note));
}

/** Where a file of a run lies in the archive. */
export function inArchive({ experiment, dataset }: ShareRun, { path }: RunFile): string {
  return `runs/${experiment}/${dataset}/${path}`;
}
