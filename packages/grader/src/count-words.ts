const segmenter = new Intl.Segmenter('en', { granularity: 'word' });

/** Number of words (Unicode word segmentation, UAX #29; a Korean eojeol is one word). */
export function countWords(text: string): number {
  let words = 0;
  for (const { isWordLike } of segmenter.segment(text)) if (isWordLike) words++;
  return words;
}
