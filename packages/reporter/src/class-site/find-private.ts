import type { Mask } from './mask.js';

const ENTITIES: Record<string, string> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};
/** Attributes that a reader meets. */
const READ = /\s(?:alt|title|aria-label|href|id|data-[\w-]+)="([^"]*)"/g;

/**
 * The id of a private member who can be recognized in a file of the site; null when nobody can. Of a page it looks at
 * what is read or followed, drawings inside of it included, not at styles, coordinates and photos.
 */
export function findPrivate(file: string, content: string, mask: Mask): string | null {
  if (!file.endsWith('.html')) return mask.findIn(`${file}\n${content}`);
  for (const text of [file, ...textsOf(content)]) {
    const found = mask.findIn(text);
    if (found !== null) return found;
  }
  return null;
}

/** Its words once with tags as blanks and once without, since a name may be partly bold. */
function textsOf(html: string): string[] {
  const drawings = [...html.matchAll(/src="data:image\/svg\+xml;base64,([^"]*)"/g)].flatMap(([, data]) =>
    textsOf(Buffer.from(data!, 'base64').toString('utf8')),
  );
  const shown = html.replace(/<(style|script)\b[\s\S]*?<\/\1>/g, '').replace(/\ssrc="[^"]*"/g, '');
  const attributes = [...shown.matchAll(READ)].map(([, value]) => value!);
  const words = [shown.replace(/<[^>]*>/g, ' '), shown.replace(/<[^>]*>/g, ''), attributes.join('\n')];
  return [...drawings, ...words.map(unescapeHtml)];
}

function unescapeHtml(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity]!);
}
