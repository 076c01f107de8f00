import type { SentencePair } from '@teamnet/records';
import type { Sentence } from './sentences-of.js';
import { similarity } from './shingles-of.js';

/** A discussion and where it lies. */
export interface Discussion {
  /** Relative to the checkout. */
  file: string;
  sentences: readonly Sentence[];
  /** Lines that quote, such as the template's questions. */
  quoted: readonly string[];
}

export interface DiscussionLikeness {
  /** Share of the discussion, by length, whose sentences are like one of another. */
  alike: number;
  /** Share of it that another has in the same words, whatever their order. */
  copied: number;
  /** The sentences that are alike, in the order of the discussion. */
  pairs: SentencePair[];
  /** File of the discussion that most of it is like; null when nothing is alike. */
  closest: string | null;
}

/** Sentences on one subject reach about 0.5; with a word or two exchanged they stay above. */
const ALIKE = 0.7;
const SAME_WORDS = 0.9;

/**
 * Aligns each sentence of a discussion with the one of the others that is most like it.
 * @param isCommon whether a sentence is anybody's: a question of the template, a line of the report
 */
export function compareDiscussions(
  own: Discussion,
  others: readonly Discussion[],
  isCommon: (sentence: Sentence) => boolean,
): DiscussionLikeness {
  const total = own.sentences.reduce((sum, { shingles }) => sum + shingles.length, 0);
  const pairs: SentencePair[] = [];
  const perFile = new Map<string, number>();
  let alike = 0;
  let copied = 0;
  for (const sentence of own.sentences) {
    const best = findBest(sentence, others);
    if (!best || best.similarity < ALIKE || isCommon(sentence)) continue;
    const length = sentence.shingles.length;
    alike += length;
    if (best.similarity >= SAME_WORDS && best.sentence.numbers === sentence.numbers) copied += length;
    perFile.set(best.file, (perFile.get(best.file) ?? 0) + length);
    pairs.push({
      place: `${own.file}:${sentence.line}`,
      sentence: shorten(sentence.text),
      otherPlace: `${best.file}:${best.sentence.line}`,
      otherSentence: shorten(best.sentence.text),
      similarity: Math.round(best.similarity * 100) / 100,
    });
  }
  const [closest = null] = [...perFile].sort((a, b) => b[1] - a[1])[0] ?? [];
  return { alike: alike / (total || 1), copied: copied / (total || 1), pairs, closest };
}

function findBest(
  { shingles }: Sentence,
  others: readonly Discussion[],
): { similarity: number; file: string; sentence: Sentence } | null {
  let best: { similarity: number; file: string; sentence: Sentence } | null = null;
  for (const { file, sentences } of others)
    for (const sentence of sentences) {
      const value = similarity(shingles, sentence.shingles);
      if (value > (best?.similarity ?? 0)) best = { similarity: value, file, sentence };
    }
  return best;
}

function shorten(text: string): string {
  const signs = [...text.normalize('NFC')];
  return signs.length <= 240 ? signs.join('') : `${signs.slice(0, 239).join('')}…`;
}
