import type { Block, Document, Picture } from './document.js';

/** Every picture of a document, each file once. */
export function picturesOf({ lead, sections }: Document): Picture[] {
  const found = new Map<string, Picture>();
  const visit = (block: Block): void => {
    if ('pictures' in block) for (const picture of block.pictures) found.set(picture.file, picture);
    if ('blocks' in block) block.blocks.forEach(visit);
  };
  lead.forEach(visit);
  for (const { blocks } of sections) blocks.forEach(visit);
  return [...found.values()];
}
