import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { RunFile } from '@teamnet/records';

/** Size and sha256 of every file in a folder, in the order of their paths; paths are relative and use `/`. */
export function listFiles(folder: string): RunFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => {
      const content = readFileSync(file);
      const sha256 = createHash('sha256').update(content).digest('hex');
      return { path: relative(folder, file).split(sep).join('/'), bytes: content.length, sha256 };
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}
