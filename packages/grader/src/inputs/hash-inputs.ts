import { createHash } from 'node:crypto';
import type { HandIn } from '../hand-in.js';
import type { OpenRubric } from '../rubric/open-rubric.js';

/** sha256 over all that decided a grade: the rubric, and each file that was asked for, where it is and its bytes. */
export function hashInputs(rubric: OpenRubric, { of, asked }: HandIn): string {
  const files = [...new Map([...of.asked.all, ...asked.all])].sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256')
    .update(JSON.stringify([rubric.sha256, files]))
    .digest('hex');
}
