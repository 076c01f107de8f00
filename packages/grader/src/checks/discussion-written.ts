import type { Check } from '../check.js';
import { countWords } from '../count-words.js';
import { empty, ok } from '../finding.js';

const LEAST = 50;

/** The student wrote a discussion of at least 50 words into their file. */
export const discussionWritten: Check = {
  id: 'discussion',
  judge(handIn) {
    const words = countWords(handIn.discussion);
    const evidence = `${handIn.discussionFile}: ${words} words`;
    if (words >= LEAST) return ok(evidence);
    return empty(
      evidence,
      `Write at least ${LEAST} words of your own below the questions; lines that begin with ">" or "#" are not counted.`,
    );
  },
};
