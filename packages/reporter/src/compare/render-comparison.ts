import { type Language, toJson } from '@teamnet/records';
import { type Rendered, renderDocument } from '../page/render-document.js';
import type { Comparison } from './comparison.js';
import { comparisonDocument } from './comparison-document.js';
import { type ComparisonView, renderCsv } from './render-csv.js';

export type ComparisonFormat = 'markdown' | 'csv' | 'json' | 'html';

export interface RenderOptions {
  /** Of the pages; en when left out. */
  language?: Language;
  /** Folder of a Markdown page's pictures relative to it, with `/`; none are drawn when left out. */
  figures?: string;
  /** The table of a CSV; `runs` when left out. */
  view?: ComparisonView;
}

/**
 * A comparison as text. `csv` and `json` hold the numbers unrounded; `markdown` and `html` are pages to read, the
 * latter with everything inside.
 */
export async function renderComparison(
  comparison: Comparison,
  format: ComparisonFormat,
  { language = 'en', figures, view = 'runs' }: RenderOptions = {},
): Promise<Rendered> {
  switch (format) {
    case 'csv':
      return { text: renderCsv(comparison, view), pictures: [] };
    case 'json':
      return { text: toJson(comparison), pictures: [] };
    default:
      return renderDocument(await comparisonDocument(comparison, language), format, figures);
  }
}
