import type { Check } from '../check.js';
import { missing, ok } from '../finding.js';
import { HINTS } from '../hints.js';

/** The report's roster names every member, by name or by id. */
export const rosterComplete: Check = {
  id: 'roster',
  judge(handIn) {
    const section = handIn.report.sections.get('roster');
    const hint = HINTS.rosterAgain;
    if (!section) return missing(`${handIn.reportFile}: there is no roster section`, hint);
    const names = handIn.members.map(({ name }) => tidy(name));
    const absent = handIn.members.filter(({ id, name }) => {
      // Two members of one name can only be told apart by their ids.
      const shared = names.filter((other) => other === tidy(name)).length > 1;
      return (
        !mentions(section.text, id, /[\p{L}\p{N}_-]/u) &&
        (shared || !mentions(section.text, tidy(name), /[\p{L}\p{N}]/u))
      );
    });
    const place = `${handIn.reportFile}:${section.line}`;
    if (absent.length > 0)
      return missing(
        `${place}: ${absent.map(({ id, name }) => `${name} (${id})`).join(', ')} not in the roster`,
        hint,
      );
    return ok(`${place}: all ${handIn.members.length} members`);
  },
};

function tidy(name: string): string {
  return name.replace(/\s+/g, ' ').trim().normalize('NFC');
}

/** Whether a text has the words, not as a part of a longer word: s3-1 is not in "s3-10". */
function mentions(text: string, words: string, wordSign: RegExp): boolean {
  // A pattern around the words would have to be compiled for each member of each report.
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    const [after = ' '] = text.slice(at + words.length, at + words.length + 2);
    const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? ' ';
    if (!wordSign.test(before) && !wordSign.test(after)) return true;
  }
  return false;
}
