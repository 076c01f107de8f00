import type { Block, Document } from './document.js';

/** A document for a place that can show no pictures, such as a terminal; what they show stands in its tables. */
export function withoutFigures(document: Document): Document {
  const keep = (blocks: readonly Block[]): Block[] =>
    blocks
      .filter(({ kind }) => kind !== 'figure' && kind !== 'photos')
      .map((block) => ('blocks' in block ? { ...block, blocks: keep(block.blocks) } : block));
  const sections = document.sections
    .map((section) => ({ ...section, blocks: keep(section.blocks) }))
    .filter(({ blocks }) => blocks.length > 0);
  return { ...document, lead: keep(document.lead), sections };
}
