import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { RunFile } from '@teamnet/records';

/** Whether a file is there and is the one listed: size and sha256. */
export function isFile(file: string, { bytes, sha256 }: RunFile): boolean {
  const found = statSync(file, { throwIfNoEntry: false });
  if (!found?.isFile() || found.size !== bytes) return false;
  return createHash('sha256').update(readFileSync(file)).digest('hex') === sha256;
}
