import type { Document, Picture } from './document.js';
import { picturesOf } from './pictures-of.js';
import { renderHtml } from './render-html.js';
import { renderMarkdown } from './render-markdown.js';
import { withoutFigures } from './without-figures.js';

/** A page, or a table for programs, with the pictures that it names. */
export interface Rendered {
  text: string;
  /** To be written into the figures folder that was named; empty where the text needs none. */
  pictures: Picture[];
}

/**
 * @param figures folder of the pictures relative to the Markdown file, with `/`; without it the Markdown has no
 *   pictures. HTML holds everything inside.
 */
export function renderDocument(
  document: Document,
  format: 'markdown' | 'html',
  figures: string | undefined,
): Rendered {
  if (format === 'html') return { text: renderHtml(document), pictures: [] };
  if (figures === undefined) return { text: renderMarkdown(withoutFigures(document), '.'), pictures: [] };
  return { text: renderMarkdown(document, figures), pictures: picturesOf(document) };
}
