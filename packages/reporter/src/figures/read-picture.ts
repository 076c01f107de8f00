import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Picture } from '../page/document.js';
import type { SharedRun } from '../report-context.js';

/** So that a report stays a file to mail. */
const MOST_BYTES = 500_000;

/** A JPEG or PNG beside run.json; null when it is not listed there, no whole picture, or too large. */
export function readPicture(
  { run, folder }: SharedRun,
  path: string,
): (Pick<Picture, 'content'> & { type: 'image/png' | 'image/jpeg' }) | null {
  // Only what run.json lists: its sha256 has been checked.
  if (!run.files.some((file) => file.path === path)) return null;
  const content = readFileSync(join(folder, path));
  const type = imageType(content);
  return type === null || content.length > MOST_BYTES ? null : { content, type };
}

/** By the first and last bytes (JPEG: SOI, EOI; PNG: signature, IEND). */
function imageType(content: Buffer): 'image/png' | 'image/jpeg' | null {
  const starts = (...bytes: number[]) => content.subarray(0, bytes.length).equals(Buffer.from(bytes));
  if (starts(0xff, 0xd8, 0xff) && content.subarray(-2).equals(Buffer.from([0xff, 0xd9]))) return 'image/jpeg';
  if (
    starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) &&
    content.subarray(-8, -4).toString() === 'IEND'
  )
    return 'image/png';
  return null;
}
