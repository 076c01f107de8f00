import { shinglesOf } from './shingles-of.js';

/** A sentence that a student wrote. */
export interface Sentence {
  /** In the file, from 1. */
  line: number;
  text: string;
  /** Sorted (shinglesOf). */
  shingles: Uint32Array;
  /** Its numbers as written, sorted. */
  numbers: string;
}

/** Shorter ones ("I agree.") say nothing about who wrote them. */
const LEAST_SHINGLES = 24;

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });

/**
 * The sentences of a discussion file that are the student's own: without comments, headings and the template's
 * questions (studentText), and without those too short to tell anything. Sentences end by the rules of Unicode (UAX
 * #29), at blank lines and where a list item begins.
 */
export function sentencesOf(file: string): Sentence[] {
  const text = blankTemplate(file);
  const sentences: Sentence[] = [];
  let line = 1;
  let place = 0;
  for (const paragraph of text.matchAll(
    /(?:[^\n]*\S[^\n]*(?:\n|$)(?![ \t]*(?:[-*+]|\d+[.)])[ \t]))+|[^\n]*\S[^\n]*/g,
  ))
    for (const { segment, index } of segmenter.segment(paragraph[0].replaceAll('\n', ' '))) {
      const start = paragraph.index + index + segment.search(/\S|$/);
      for (; place < start; place++) if (text[place] === '\n') line++;
      const words = segment
        .replace(/^\s*(?:[-*+]|\d+[.)])\s+/, '')
        .replace(/\s+/g, ' ')
        .trim();
      const shingles = shinglesOf(words);
      if (shingles.length < LEAST_SHINGLES) continue;
      const numbers = [...words.matchAll(/\d+(?:[.,]\d+)*/g)].map(([number]) => number).sort();
      sentences.push({ line, text: words, shingles, numbers: numbers.join(' ') });
    }
  return sentences;
}

/** The template's parts become blank lines, so that the others stay where they were. */
function blankTemplate(file: string): string {
  return file
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/<!--[\s\S]*?(-->|$)/g, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/^ {0,3}(>|#{1,6}(\s|$)).*$/gm, '');
}
