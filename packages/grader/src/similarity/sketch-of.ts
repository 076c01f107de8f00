import type { Sentence } from './sentences-of.js';

/** Of each sentence; two alike by 80 % share one of theirs with a probability of about 96 %. */
const PER_SENTENCE = 2;

/**
 * What is kept of a discussion to find others like it: the smallest hashes of each sentence, which a sentence that is
 * alike has too with the probability of their likeness (Broder, "On the resemblance and containment of documents",
 * 1997).
 */
export function sketchOf(sentences: readonly Sentence[]): number[] {
  const sketch = new Set<number>();
  for (const { shingles } of sentences) {
    let kept = 0;
    for (const hash of shingles) {
      if (kept === PER_SENTENCE) break;
      // Those of a sentence that comes twice count once.
      if (!sketch.has(hash)) sketch.add(hash);
      kept++;
    }
  }
  return [...sketch];
}
