import { createHash } from 'node:crypto';
import type { FilesAsked } from './files-asked.js';

/** sha256 over each file that was asked for, where it is and its bytes. */
export function hashAsked({ all }: FilesAsked): string {
  return hash([...all].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * sha256 over all that decided a grade.
 * @param rubric its sha256
 * @param common hashAsked of what the team shares
 * @param own what was asked for this student alone
 */
export function hashInputs(rubric: string, common: string, own: FilesAsked): string {
  return hash([rubric, common, hashAsked(own)]);
}

function hash(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}
