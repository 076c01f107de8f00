import { SECTION_IDS, type SectionId } from '@teamnet/records';
import MarkdownIt from 'markdown-it';
import type Token from 'markdown-it/lib/token.mjs';
import { plainText } from './plain-text.js';
import { readTables, type Table } from './read-tables.js';

/** A part of a report, taken apart as far as somebody asks: a report's tables are most of its length. */
export class Section {
  readonly #content: readonly Token[];
  #text: string | undefined;
  #tables: Table[] | undefined;

  /** @param line of its marker, from 1 */
  constructor(
    readonly id: SectionId,
    readonly line: number,
    content: readonly Token[],
  ) {
    this.#content = content;
  }

  /** What a reader sees, without the section's first heading; '' when there is nothing. */
  get text(): string {
    this.#text ??= plainText(withoutHeading(this.#content));
    return this.#text;
  }

  /** The first words of its text. */
  get beginning(): string {
    let text = '';
    for (const token of withoutHeading(this.#content)) {
      text = `${text} ${plainText([token])}`.trim();
      if (text.length > 2 * BEGINNING) break;
    }
    return [...text].slice(0, BEGINNING).join('');
  }

  get tables(): Table[] {
    this.#tables ??= readTables(this.#content);
    return this.#tables;
  }

  get pictures(): ReportPicture[] {
    return readPictures(this.#content);
  }
}

const BEGINNING = 60;

/** A picture that the report shows from a file. */
export interface ReportPicture {
  /** From 1. */
  line: number;
  /** As written: a path relative to the report, or an address. */
  source: string;
}

/** A `<!-- run: {…} -->` line: the numbers that the report claims for one run. */
export interface RunLine {
  /** From 1. */
  line: number;
  /** The JSON between `run:` and `-->`, unchecked. */
  json: string;
}

export interface Report {
  sections: Map<SectionId, Section>;
  /** Those outside the discussion, where a student may write anything. */
  runLines: RunLine[];
}

// html: true keeps comments as tokens of their own; nothing is rendered here.
const markdown = new MarkdownIt({ html: true });

/**
 * Reads a report's sections, tables and run lines. Markers count only at the top level of the document, outside of
 * code, quotations and lists, and only the first of an id.
 */
export function parseReport(source: string): Report {
  const tokens = markdown.parse(source.replace(/^\uFEFF/, ''), {});
  const markers = findMarkers(tokens);
  const sections = new Map<SectionId, Section>();
  let counted: readonly Token[] = tokens;
  for (const [order, { id, index, line }] of markers.entries()) {
    const end = markers[order + 1]?.index ?? tokens.length;
    const content = tokens.slice(index, end);
    sections.set(id, new Section(id, line, content));
    if (id === 'discussion') counted = [...tokens.slice(0, index), ...tokens.slice(end)];
  }
  return { sections, runLines: findRunLines(counted) };
}

function findMarkers(tokens: readonly Token[]): { id: SectionId; index: number; line: number }[] {
  const found: { id: SectionId; index: number; line: number }[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'html_block' || token.level !== 0) continue;
    const id = /^\s*<!--\s*section:\s*([a-z-]+)\s*-->/.exec(token.content)?.[1];
    const known = SECTION_IDS.find((name) => name === id);
    if (known && !found.some((marker) => marker.id === known))
      found.push({ id: known, index, line: (token.map?.[0] ?? 0) + 1 });
  }
  return found;
}

function withoutHeading(tokens: readonly Token[]): Token[] {
  const open = tokens.findIndex((token) => token.type === 'heading_open');
  const first = tokens.findIndex((token) => !['html_block', 'heading_open'].includes(token.type));
  if (open < 0 || first !== open + 1) return [...tokens];
  const close = tokens.findIndex((token) => token.type === 'heading_close');
  return [...tokens.slice(0, open), ...tokens.slice(close + 1)];
}

function readPictures(tokens: readonly Token[]): ReportPicture[] {
  return tokens.flatMap((token) =>
    (token.children ?? [])
      .filter(({ type }) => type === 'image')
      .map((image) => ({ line: (token.map?.[0] ?? 0) + 1, source: String(image.attrGet('src')) })),
  );
}

function findRunLines(tokens: readonly Token[]): RunLine[] {
  const found: RunLine[] = [];
  for (const token of tokens) {
    const pieces =
      token.type === 'html_block'
        ? [token.content]
        : (token.children ?? []).filter(({ type }) => type === 'html_inline').map(({ content }) => content);
    for (const piece of pieces)
      for (const match of piece.matchAll(/<!--\s*run:([\s\S]*?)-->/g)) {
        const before = token.type === 'html_block' ? piece.slice(0, match.index).split('\n').length - 1 : 0;
        found.push({ line: (token.map?.[0] ?? 0) + before + 1, json: match[1]!.trim() });
      }
  }
  return found;
}
