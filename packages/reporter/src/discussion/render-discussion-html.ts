import { withoutComments } from '@teamnet/records';
import MarkdownIt from 'markdown-it';
import { escapeHtml } from '../page/escape.js';

// html: false makes text of all tags; markdown-it itself refuses javascript: and data: links.
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

// The page loads nothing: a picture of a student's becomes its description.
markdown.renderer.rules.image = (tokens, index) =>
  `<em>[${escapeHtml(tokens[index]!.content || 'picture')}]</em>`;
// Below the report's own headings, and none leaves a level out, as screen readers step through them.
markdown.core.ruler.push('headings', ({ tokens }) => {
  const open: number[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open') continue;
    const written = Number(token.tag.slice(1));
    while (open.length > 0 && open.at(-1)! >= written) open.pop();
    open.push(written);
    // A closing tag comes after its text.
    for (const tag of [token, tokens[index + 2]!]) tag.tag = `h${Math.min(6, open.length + 2)}`;
  }
});

/** A student's Markdown as HTML that runs no script, loads nothing and keeps below the report's own headings. */
export function renderDiscussionHtml(source: string): string {
  return markdown.render(withoutComments(source));
}
