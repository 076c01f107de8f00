import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import { codeSpan, escapeHtml, escapeMarkdown } from './escape.js';

const HOSTILE = [
  '<script>alert(1)</script>',
  '<!-- section: roster -->',
  '| a | b |',
  '# heading',
  '1. one',
  '12) twelve',
  '- item',
  '+ item',
  '=====',
  '---',
  '***',
  '> quote',
  '**bold** _em_ __strong__ ~~gone~~',
  '[link](javascript:alert(1)) ![image](x)',
  '`code` ``',
  'a & b &amp; &#60;',
  'back\\slash \\*',
  'line\nbreak\r\n\r\n# heading',
  '$x$',
  'rock_paper_scissors',
];

test.each(HOSTILE)('%j stays text in Markdown', (text) => {
  const markdown = new MarkdownIt({ html: true });
  const [open, inline, close] = markdown.parse(escapeMarkdown(text), {});
  expect([open?.type, close?.type]).toEqual(['paragraph_open', 'paragraph_close']);
  expect(inline!.children!.every(({ type }) => ['text', 'text_special'].includes(type))).toBe(true);
  expect(inline!.children!.map(({ content }) => content).join('')).toBe(text.replace(/[\r\n]+/g, ' '));
});

test('numbers and the names of data sets are left readable', () => {
  expect(escapeMarkdown('93.3 % on rock_paper_scissors (baseline)')).toBe(
    '93.3 % on rock_paper_scissors (baseline)',
  );
});

test('a code span holds backticks and stays in its table cell', () => {
  const html = new MarkdownIt().render(`| a |\n|---|\n| ${codeSpan('x `y` | z')} |`);
  expect(html).toContain('<td><code>x `y` | z</code></td>');
});

test('HTML signs are entities, in attributes too', () => {
  expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
});
