import type { Check } from '../check.js';
import { countWords } from '../count-words.js';
import { empty, ok } from '../finding.js';
import { HINTS } from '../hints.js';

/** The student wrote a discussion of at least `words` words into their file. */
export const discussionWritten: Check = {
  id: 'discussion',
  options: { words: { default: 50, least: 1, most: 10_000, whole: true } },
  judge(handIn, { words: least }) {
    const words = countWords(handIn.discussion);
    const evidence = `${handIn.discussionFile}: ${words} words`;
    if (words >= least!) return ok(evidence);
    return empty(evidence, HINTS.writeWords(least!));
  },
};
