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

/**
 * Where a sentence may end. Unlike Unicode's rules (UAX #29) it asks for no capital letter afterwards: whoever copies
 * may write all small.
 */
const END = /[.!?。…]["'”’)\]]*\s+/g;
const ABBREVIATION = /(?:^|[\s(])(?:e\.g|i\.e|vs|cf|fig|no|approx|[a-z])$/i;

/**
 * The sentences of a discussion file that are the student's own: without comments, headings and the template's
 * questions (studentText), and without those too short to tell anything. Sentences end at a full stop, at blank
 * lines and where a list item begins.
 */
export function sentencesOf(file: string): Sentence[] {
  const text = blankTemplate(file);
  const sentences: Sentence[] = [];
  let line = 1;
  let place = 0;
  for (const paragraph of text.matchAll(
    /(?:[^\n]*\S[^\n]*(?:\n|$)(?![ \t]*(?:[-*+]|\d+[.)])[ \t]))+|[^\n]*\S[^\n]*/g,
  ))
    for (const { segment, index } of splitSentences(paragraph[0])) {
      const start = paragraph.index + index;
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

/** Pieces without the white space before them, and where each begins. */
function* splitSentences(paragraph: string): Iterable<{ segment: string; index: number }> {
  let index = paragraph.search(/\S/);
  for (const end of paragraph.matchAll(END)) {
    if (end[0].startsWith('.') && ABBREVIATION.test(paragraph.slice(Math.max(0, end.index - 8), end.index)))
      continue;
    const next = end.index + end[0].length;
    yield { segment: paragraph.slice(index, next), index };
    index = next;
  }
  if (index < paragraph.length) yield { segment: paragraph.slice(index), index };
}

/** The template's parts become blank lines, so that the others stay where they were. */
function blankTemplate(file: string): string {
  return file
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/<!--[\s\S]*?(-->|$)/g, (comment) => comment.replace(/[^\n]/g, ''))
    .replace(/^ {0,3}(>|#{1,6}(\s|$)).*$/gm, '');
}
