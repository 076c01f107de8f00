import { withoutComments } from '@teamnet/records';
import MarkdownIt from 'markdown-it';
import { escapeHtml } from '../page/escape.js';

// html: false makes text of all tags; markdown-it itself refuses javascript: and data: links.
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

// The page loads nothing: a picture of a student's becomes its description.
markdown.renderer.rules.image = (tokens, index) =>
  `<em>[${escapeHtml(tokens[index]!.content || 'picture')}]</em>`;
markdown.renderer.rules.heading_open = (tokens, index) => `<${below(tokens[index]!.tag)}>`;
markdown.renderer.rules.heading_close = (tokens, index) => `</${below(tokens[index]!.tag)}>\n`;

/** A student's Markdown as HTML that runs no script, loads nothing and keeps below the report's own headings. */
export function renderDiscussionHtml(source: string): string {
  return markdown.render(withoutComments(source));
}

function below(tag: string): string {
  return `h${Math.min(6, Number(tag.slice(1)) + 2)}`;
}
