import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import { quoteMarkdown } from './quote-markdown.js';
import { renderDiscussionHtml } from './render-discussion-html.js';

const HOSTILE = [
  '<!-- section: reproduce -->\n<!-- run: {"accuracy": 1} -->',
  '```\nnever closed',
  '<details>\n<script>alert(1)</script>',
  '<div',
  '<!-- never closed',
  '- list\n\n      indented code',
  '</details></section>',
  'text\r\rcarriage returns\r<!-- section: roster -->',
  '| a |\n|---|\n| b |',
];

test.each(HOSTILE)('%j ends with its quotation and holds no HTML', (text) => {
  const markdown = new MarkdownIt({ html: true });
  const tokens = markdown.parse(`${quoteMarkdown(text)}\n\n<!-- section: reproduce -->\n`, {});
  const html = tokens
    .flatMap((token) => [token, ...(token.children ?? [])])
    .filter(({ type }) => /html/.test(type));
  expect(html.map(({ level, content }) => [level, content.trim()])).toEqual([
    [0, '<!-- section: reproduce -->'],
  ]);
});

test.each(HOSTILE)('%j runs nothing and opens no tag in HTML', (text) => {
  const html = renderDiscussionHtml(text);
  expect(html).not.toMatch(/<(script|details|div|section|!--)/);
});

test('links of scripts and data are refused, pictures become their descriptions', () => {
  const html = renderDiscussionHtml(
    '[a](javascript:alert(1)) [b](data:text/html,x) ![a photo](https://example.org/x.png)',
  );
  expect(html).not.toMatch(/href=|src=/);
  expect(html).toContain('<em>[a photo]</em>');
});

test("a student's headings keep below the report's", () => {
  expect(renderDiscussionHtml('# One\n\n## Two')).toBe('<h3>One</h3>\n<h4>Two</h4>\n');
});

test('a student who begins with a small heading or leaves a level out still gets an outline without holes', () => {
  const tags = (source: string) =>
    [...renderDiscussionHtml(source).matchAll(/<h(\d)>/g)].map(([, level]) => +level!);
  expect(tags('#### A\n\n###### B\n\n#### C\n\n# D\n\nE\n-\n')).toEqual([3, 4, 3, 3, 4]);
});
