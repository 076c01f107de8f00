import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { readSharingNote, SHARING_FILE } from '@teamnet/records';
import type { RunCheck } from '../run-check.js';
import { type RunEvidence, readBytes } from '../run-evidence.js';

const REQUIRED = ['history.jsonl', 'model/model.json', 'model/weights.bin'];

/** Each file that run.json lists is there with its size and sha256, and no file lies beside it that it does not list. */
export const filesAgree: RunCheck = {
  id: 'files',
  *find(evidence) {
    const listed = new Set<string>();
    const note = readSharingNote(evidence.folder, evidence.run.student);
    for (const { path, bytes, sha256 } of evidence.run.files) {
      if (listed.has(path)) yield `files lists ${path} twice`;
      listed.add(path);
      if (isAbsolute(path) || path.split(/[\\/]/).includes('..')) {
        yield `files lists ${path}, which is outside of the run's folder`;
        continue;
      }
      const content = readBytes(evidence, path);
      if (content === null) {
        if (!note?.leftOut?.includes(path)) yield `${path} is listed, but is not there`;
      } else if (content.length !== bytes)
        yield `${path} has ${content.length} bytes, run.json says ${bytes}`;
      else {
        const actual = createHash('sha256').update(content).digest('hex');
        if (actual !== sha256)
          yield `${path} has sha256 ${actual.slice(0, 12)}…, run.json says ${sha256.slice(0, 12)}…`;
      }
    }
    for (const path of REQUIRED) if (!listed.has(path)) yield `files does not list ${path}`;
    for (const path of filesThere(evidence))
      if (!listed.has(path) && !isOwn(path) && !(note && path === SHARING_FILE))
        yield `${path} lies there, but run.json does not list it`;
  },
};

function filesThere({ folder }: RunEvidence): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** run.json itself, what a training in progress keeps, and files of the file system. */
function isOwn(path: string): boolean {
  return path === 'run.json' || path.startsWith('checkpoint/') || /(^|\/)(\.|Thumbs\.db$)/.test(path);
}
