import iconv from 'iconv-lite';

/** A code page in which systems write names. */
export interface NameEncoding {
  /** As Python and iconv call it. */
  name: string;
  /** Whose systems write so. */
  whose: string;
  /** Between 0 and 1: the share of the characters beyond ASCII that are everyday ones. @param parts of paths, decoded */
  likeness(parts: readonly string[]): number;
}

const ASCII = /^[\0-\x7f]*$/;

/** The code pages of systems on which the course is taken; where two do equally, the first. */
export const nameEncodings: readonly NameEncoding[] = [
  alphabet('cp437', 'US'),
  alphabet('cp850', 'Western European'),
  // The 2,350 syllables of KS X 1001; the other 8,822 hardly occur in words.
  manyBytes('cp949', 'Korean', (character, [lead = 0, trail = 0]) =>
    /[가-힣]/.test(character) ? (lead >= 0xb0 && trail >= 0xa1 ? 1 : 0.5) : 0,
  ),
  // Kana, and the common kanji of JIS X 0208.
  manyBytes('cp932', 'Japanese', (character, [lead = 0]) =>
    /[ぁ-んァ-ヶー々]/.test(character) || (lead >= 0x88 && lead <= 0x97) ? 1 : 0,
  ),
  // The common characters of GB 2312 and of Big5.
  manyBytes('cp936', 'Chinese', (_, [lead = 0, trail = 0]) =>
    lead >= 0xb0 && lead <= 0xd7 && trail >= 0xa1 ? 1 : 0,
  ),
  manyBytes('cp950', 'traditional Chinese', (_, [lead = 0]) => (lead >= 0xa4 && lead <= 0xc6 ? 1 : 0)),
];

/** The names in that encoding; null where they cannot be. */
export function decodeIn(encoding: string, raw: readonly Buffer[]): string[] | null {
  const names = raw.map((bytes) => iconv.decode(bytes, encoding));
  return names.some((name) => name.includes('\ufffd')) ? null : names;
}

function manyBytes(
  name: string,
  whose: string,
  weigh: (character: string, bytes: Buffer) => number,
): NameEncoding {
  const likeness = (parts: readonly string[]) => {
    const beyond = [...parts.join('')].filter((character) => !ASCII.test(character));
    const weights = beyond.map((character) => weigh(character, iconv.encode(character, name)));
    return weights.reduce((sum, weight) => sum + weight, 0) / beyond.length;
  };
  return { name, whose, likeness };
}

/** In words of the alphabet, letters with accents are the fewer ones. */
function alphabet(name: string, whose: string): NameEncoding {
  const likeness = (parts: readonly string[]) => {
    const words = parts.flatMap((part) => part.split(/[\0-@[-`{-\x7f]+/)).filter((word) => !ASCII.test(word));
    const letters = [...words.join('')];
    const beyond = letters.filter((character) => !ASCII.test(character));
    if (beyond.length * 2 >= letters.length) return 0;
    return beyond.filter((character) => /\p{Script=Latin}/u.test(character)).length / beyond.length;
  };
  return { name, whose, likeness };
}
