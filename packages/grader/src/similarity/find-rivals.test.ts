import { expect, test } from 'vitest';
import { findRivals } from './find-rivals.js';
import { sentencesOf } from './sentences-of.js';
import { sketchOf } from './sketch-of.js';

const WORDS = Array.from({ length: 600 }, (_, place) =>
  (place * 7_654_321 + 1_234_567)
    .toString(36)
    .replace(/\d/g, (digit) => 'aeiouystrn'[Number(digit)]!)
    .slice(-5),
);

/** Sentences of random words (mulberry32), so that the test is always the same. */
function makeText(seed: number): string {
  let state = seed * 7919;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let value = Math.imul(state ^ (state >>> 15), 1 | state);
    value ^= value + Math.imul(value ^ (value >>> 7), 61 | value);
    return (value ^ (value >>> 14)) >>> 0;
  };
  const sentence = () =>
    `${Array.from({ length: 14 }, () => WORDS[next() % WORDS.length]).join(' ')} ${next() % 1000}.`;
  return Array.from({ length: 8 }, sentence).join(' ');
}
const sketched = (text: string, place: number) => ({
  team: `team-${Math.floor(place / 4)}`,
  file: `apps/team-${Math.floor(place / 4)}/discussion/s${place}.md`,
  sketch: sketchOf(sentencesOf(text)),
});

test('a discussion that is mostly that of another team is found among hundreds, from both sides', () => {
  const texts = Array.from({ length: 400 }, (_, place) => makeText(place));
  texts[321] = `${texts[17]!.split('. ').slice(0, 5).reverse().join('. ')}. ${makeText(5000)}`;
  const rivals = findRivals(texts.map(sketched));
  expect(rivals.get('apps/team-80/discussion/s321.md')?.[0]).toBe('apps/team-4/discussion/s17.md');
  expect(rivals.get('apps/team-4/discussion/s17.md')).toContain('apps/team-80/discussion/s321.md');
  expect(rivals.size).toBeLessThan(40);
});

test('team-mates are no rivals, and of a text that a hundred copied each has a few', () => {
  const same = Array.from({ length: 100 }, (_, place) => sketched(makeText(1), place));
  const rivals = findRivals(same);
  expect(rivals.size).toBe(100);
  for (const [file, others] of rivals) {
    expect(others).toHaveLength(3);
    for (const other of others) expect(other.split('/')[1]).not.toBe(file.split('/')[1]);
  }
  expect(findRivals(same.slice(0, 4)).size).toBe(0);
});
