import type { Language, Member, Team } from '@teamnet/records';

const WORD: Record<Language, string> = { en: 'a member', ko: '팀원' };
/** What may stand between the parts of a name: `Jonas Weber`, `jonas-weber`, `JonasWeber`. */
const BETWEEN = '[\\s_.\\-\\u00a0]*';
const LETTER = '(?:\\p{N}|(?!\\p{Script=Hangul})\\p{L})';
const HANGUL = /^\p{Script=Hangul}+$/u;

interface Known {
  /** Finds it in a text. */
  pattern: string;
  /** What it is called when it is found; null for somebody who may be seen. */
  alias: string | null;
  /** Its id, for the teacher. */
  id: string;
  /** false for what a text may hold without meaning this person: a first name. */
  certain: boolean;
}

/**
 * Takes members whom the class list marks as private out of texts: their ids and names, also parts of a name, as whole
 * words. Ids and names of all others stay, also where a private one is part of them.
 */
export class Mask {
  readonly #aliases = new Map<string, string>();
  readonly #known = new Map<string, Known>();
  readonly #pattern: RegExp | null;
  /** Private ids that are too short to be looked for in texts, e.g. `7`; they are only left out of lists. */
  readonly tooShort: string[] = [];
  readonly word: string;

  constructor(teams: readonly Team[], language: Language) {
    this.word = WORD[language];
    const members = teams.flatMap((team) => team.members);
    const seen = members.filter((member) => !member.private);
    const hidden = members.filter((member) => member.private);
    const ids = new Set(members.map(({ id }) => id));
    for (const team of teams) this.#nameMembers(team, ids);
    const seenParts = new Set(seen.flatMap(({ name }) => partsOf(name)).map(keyOf));
    for (const { id, name } of seen)
      for (const text of [id, ...wholeNames(name)]) this.#add(text, id, { alias: null, certain: true });
    for (const member of hidden) this.#hide(member, seenParts);
    this.#pattern = hidden.length === 0 ? null : this.#patternOfAll();
  }

  /** `member-1`, `member-2`, … in each team, beside the ids that there are. */
  #nameMembers({ members }: Team, ids: ReadonlySet<string>): void {
    let number = 0;
    for (const { id } of members.filter((member) => member.private)) {
      do number++;
      while (ids.has(`member-${number}`));
      this.#aliases.set(id, `member-${number}`);
    }
  }

  #hide({ id, name }: Member, seenParts: ReadonlySet<string>): void {
    const alias = this.aliasOf(id);
    if (isTooShort(id)) this.tooShort.push(id);
    else this.#add(id, id, { alias, certain: true });
    for (const whole of wholeNames(name)) {
      // Of two people of one name only one may be seen; a text does not say whom it means.
      const shared = this.#known.get(keyOf(whole))?.alias === null;
      this.#known.delete(keyOf(whole));
      this.#add(whole, id, { alias, certain: !shared && (whole.length > 3 || HANGUL.test(whole)) });
    }
    for (const part of partsOf(name))
      if (!seenParts.has(keyOf(part))) this.#add(part, id, { alias, certain: false });
  }

  /** An id is found as it is written, a name also with other signs between its parts. */
  #add(text: string, id: string, given: Pick<Known, 'alias' | 'certain'>): void {
    const key = text === id ? literalKey(text) : keyOf(text);
    if (key === '' || this.#known.has(key)) return;
    this.#known.set(key, { ...given, id, pattern: patternOf(text, text === id) });
  }

  /** The longest first, so that a whole name is found before a part of it. */
  #patternOfAll(): RegExp {
    const patterns = [...this.#known].sort(([a], [b]) => b.length - a.length || (a < b ? -1 : 1));
    return new RegExp(patterns.map(([, { pattern }]) => pattern).join('|'), 'giu');
  }

  /** What a private member's id becomes; another id stays. */
  aliasOf(id: string): string {
    return this.#aliases.get(id) ?? id;
  }

  /** A sentence without private members. */
  text(text: string): string {
    return this.#replace(text, () => this.word);
  }

  /** An id that a private member's may be part of, such as that of an experiment. */
  slug(text: string): string {
    return this.#aliases.get(text) ?? this.#replace(text, ({ alias }) => alias!);
  }

  #replace(text: string, by: (known: Known) => string): string {
    if (!this.#pattern) return text;
    const composed = text.normalize('NFC');
    const replaced = composed.replace(this.#pattern, (found) => {
      const known = this.#find(found);
      return known && known.alias !== null ? by(known) : found;
    });
    return replaced === composed ? text : replaced;
  }

  /** The id of a private member who can be recognized in a text; null when nobody can. */
  findIn(text: string): string | null {
    if (!this.#pattern) return null;
    for (const [found] of text.normalize('NFC').matchAll(this.#pattern)) {
      const known = this.#find(found);
      if (known && known.alias !== null && known.certain) return known.id;
    }
    return null;
  }

  #find(found: string): Known | undefined {
    return this.#known.get(literalKey(found)) ?? this.#known.get(keyOf(found));
  }
}

/** A name as it is written, and what stands before and within its brackets: `Minji Kim (김민지)`. */
function wholeNames(name: string): string[] {
  const composed = name.normalize('NFC').trim();
  const pieces = composed.split(/[()[\]（）]/).map((piece) => piece.trim());
  return [...new Set([composed, ...pieces])].filter((piece) => keyOf(piece).length > 1);
}

/** The words of a name of at least two letters; of a Korean name of three syllables also the given name. */
function partsOf(name: string): string[] {
  const words = name
    .normalize('NFC')
    .split(/[^\p{L}\p{M}\p{N}'’-]+/u)
    .filter((word) => word.length > 1);
  const given = words.filter((word) => HANGUL.test(word) && word.length === 3).map((word) => word.slice(1));
  return [...words, ...given];
}

/** A text without case and without what may stand between the parts of a name. */
function keyOf(text: string): string {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.\-\u00a0]+/g, '');
}

function isTooShort(id: string): boolean {
  return /^\d{1,4}$|^\p{L}{1,2}$/u.test(id);
}

/** Of an id; no name's key has a blank. */
function literalKey(text: string): string {
  return ` ${text.normalize('NFC').toLowerCase()}`;
}

/** As a whole word; Korean sticks particles to names, to those in other letters too. */
function patternOf(text: string, isId: boolean): string {
  const parts = isId
    ? [text]
    : text
        .normalize('NFC')
        .split(/[\s_.\-\u00a0]+/)
        .filter((part) => part !== '');
  const source = parts.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')).join(BETWEEN);
  return HANGUL.test(keyOf(text))
    ? `(?<!\\p{Script=Hangul})${source}`
    : `(?<!${LETTER})${source}(?!${LETTER})`;
}
