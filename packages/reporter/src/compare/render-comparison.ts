import { type Language, toJson } from '@teamnet/records';
import { renderHtml } from '../page/render-html.js';
import { renderMarkdown } from '../page/render-markdown.js';
import type { Comparison } from './comparison.js';
import { comparisonDocument } from './comparison-document.js';
import { renderCsv } from './render-csv.js';

export type ComparisonFormat = 'markdown' | 'csv' | 'json' | 'html';

/**
 * A comparison as text. `csv` and `json` hold the numbers unrounded; `markdown` and `html` are pages to read, the
 * latter with everything inside.
 * @param language of the pages; en when left out
 */
export function renderComparison(
  comparison: Comparison,
  format: ComparisonFormat,
  language: Language = 'en',
): string {
  switch (format) {
    case 'markdown':
      return renderMarkdown(comparisonDocument(comparison, language), '.');
    case 'csv':
      return renderCsv(comparison);
    case 'json':
      return toJson(comparison);
    case 'html':
      return renderHtml(comparisonDocument(comparison, language));
  }
}
