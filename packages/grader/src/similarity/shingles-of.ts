/**
 * What a text is made of, whatever the order of its words, their case, punctuation and Unicode form: the hashes of the
 * three-sign pieces of each word, and of each number whole, sorted. Korean syllables are taken apart into their
 * letters (NFKD), so that another particle changes the end of a word only.
 */
export function shinglesOf(text: string): Uint32Array {
  const hashes: number[] = [];
  for (const [word] of text
    .normalize('NFKD')
    .toLowerCase()
    .matchAll(/\d+(?:[.,]\d+)*|[\p{L}\p{M}]+/gu)) {
    const letters = word.replace(/\p{M}/gu, '');
    if (/\d/.test(word)) hashes.push(hash(word, 0, word.length));
    else {
      const padded = `^${letters}$`;
      for (let start = 0; start + 3 <= padded.length; start++) hashes.push(hash(padded, start, start + 3));
    }
  }
  return Uint32Array.from(hashes).sort();
}

/** FNV-1a, 32 bits, with a final mix so that the smallest hashes are a random choice. */
function hash(text: string, start: number, end: number): number {
  let value = 0x811c9dc5;
  for (let place = start; place < end; place++) value = Math.imul(value ^ text.charCodeAt(place), 0x01000193);
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/**
 * How alike two sorted lists of shingles are: the share that they have in common (Dice's coefficient, counted as
 * often as they come), or that nearly all of the shorter one lies in the longer one; 0 to 1.
 */
export function similarity(a: Uint32Array, b: Uint32Array): number {
  const [shorter, longer] = a.length < b.length ? [a.length, b.length] : [b.length, a.length];
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      common++;
      i++;
      j++;
    } else if (a[i]! < b[j]!) i++;
    else j++;
  }
  const contained = common / shorter;
  return contained >= CONTAINED && longer <= 3 * shorter ? contained : (2 * common) / (shorter + longer);
}

/** From here on a sentence counts as built into a longer one. */
const CONTAINED = 0.92;
