import type { SectionId } from '@teamnet/records';
import type { Check } from '../check.js';
import { missing, ok } from '../finding.js';
import type { HandIn } from '../hand-in.js';
import { HINTS } from '../hints.js';
import { compareDiscussions, type Discussion } from '../similarity/compare-discussions.js';
import type { Sentence } from '../similarity/sentences-of.js';

/** As many pairs of sentences are shown. */
const SHOWN = 12;

/**
 * The discussion is the student's own: unlike those of the team-mates, and of the class where it is graded together.
 * Word for word alike in more than `copied` of it, it is not; from `alike` on a teacher should look at the pairs of
 * sentences. What stands in the student's own report, and the template's questions, are anybody's.
 */
export const ownDiscussion: Check = {
  id: 'own-discussion',
  options: {
    copied: { default: 0.6, least: 0, most: 1 },
    alike: { default: 0.3, least: 0, most: 1 },
  },
  judge(handIn, options) {
    // Throws where there is nothing to compare.
    handIn.discussion;
    const own = handIn.of.discussionAt(handIn.discussionFile, handIn.asked);
    const others = handIn.otherDiscussions;
    if (own === null || others.length === 0)
      return ok(`${handIn.discussionFile}: there is no other discussion yet that it could be like`);
    const { alike, copied, pairs, closest } = compareDiscussions(
      own,
      others,
      commonSentences(handIn, [own, ...others]),
    );
    const compared = `compared with ${others.length} others`;
    if (closest === null) return ok(`${handIn.discussionFile}: ${compared}, no sentence is alike`);
    const evidence = `${handIn.discussionFile}: ${percent(alike)} of it is like other discussions, most of all ${closest}, ${percent(copied)} word for word (${compared})`;
    if (copied > 0 && copied >= options.copied!)
      return {
        ...missing(evidence, HINTS.ownWords),
        review: true,
        pairs: pairs.slice(0, SHOWN),
      };
    if (alike < options.alike!) return ok(evidence);
    return { ...ok(evidence), review: true, pairs: pairs.slice(0, SHOWN) };
  },
};

/** Whether a sentence stands in the student's own report, outside of the discussion, or in the template. */
function commonSentences(
  handIn: HandIn,
  discussions: readonly Discussion[],
): (sentence: Sentence) => boolean {
  let common: string | undefined;
  return ({ text }) => {
    common ??= words([...discussions.flatMap(({ quoted }) => quoted), ...reportTexts(handIn)].join(BETWEEN));
    return common.includes(words(text));
  };
}

function reportTexts(handIn: HandIn): string[] {
  try {
    return QUOTABLE.map((id) => handIn.report.sections.get(id)?.text ?? '');
  } catch {
    // Without a report there is nothing to quote.
    return [];
  }
}

/** Sections that say something in sentences. */
const QUOTABLE: SectionId[] = ['task', 'my-experiments', 'team-experiments', 'comparison'];

/** Keeps the end of one text and the beginning of the next from being a sentence. */
const BETWEEN = ' \u00B6 ';

function words(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\u00B6]+/gu, ' ')
    .trim();
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
