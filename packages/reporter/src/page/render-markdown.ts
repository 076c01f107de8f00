import { quoteMarkdown } from '../discussion/quote-markdown.js';
import type { Block, Document, Inline, Picture } from './document.js';
import { codeSpan, escapeHtml, escapeMarkdown } from './escape.js';

const TONES = { verdict: 'NOTE', warning: 'WARNING' };

/**
 * A report as GitHub's Markdown.
 * @param figures path of the figures folder relative to the report, with `/`
 */
export function renderMarkdown(document: Document, figures: string): string {
  const parts = [`# ${escapeMarkdown(document.title)}`, inline(document.subtitle)];
  parts.push(...document.lead.map((block) => render(block, figures)));
  for (const { id, title, blocks } of document.sections)
    parts.push(
      `<!-- section: ${id} -->`,
      `## ${escapeMarkdown(title)}`,
      ...blocks.map((block) => render(block, figures)),
    );
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function render(block: Block, figures: string): string {
  switch (block.kind) {
    case 'heading':
      return `${block.minor ? '####' : '###'} ${inline(block.text)}`;
    case 'paragraph':
      return inline(block.text);
    case 'list':
      return block.items.map((item) => `- ${inline(item)}`).join('\n');
    case 'callout':
      return `> [!${TONES[block.tone]}]\n> ${inline(block.text)}`;
    case 'table':
      return table(block);
    case 'figure':
      return figure(block, figures);
    case 'photos':
      return `${photos(block, figures)}\n\n*${inline(block.caption)}*`;
    case 'details':
      return [
        `<details>\n<summary>${escapeHtml(block.summary)}</summary>`,
        ...block.blocks.map((inner) => render(inner, figures)),
        '</details>',
      ].join('\n\n');
    case 'code':
      return `\`\`\`${block.language}\n${block.text}\n\`\`\``;
    case 'marker':
      return `<!-- ${block.text} -->`;
    case 'quote':
      return quoteMarkdown(block.markdown);
  }
}

function figure({ pictures, caption, fold }: Extract<Block, { kind: 'figure' }>, figures: string): string {
  const images = pictures.map((picture) => image(picture, figures)).join('\n');
  const shown = `${images}\n\n*${inline(caption)}*`;
  return fold === undefined
    ? shown
    : `<details>\n<summary>${escapeHtml(fold)}</summary>\n\n${shown}\n\n</details>`;
}

function inline(text: Inline): string {
  if (typeof text === 'string') return escapeMarkdown(text);
  if (Array.isArray(text)) return text.map(inline).join('');
  if ('code' in text) return codeSpan(text.code);
  if ('strong' in text) return `**${inline(text.strong)}**`;
  if ('link' in text) return `[${inline(text.link)}](${encodeURI(text.href)})`;
  return inline(text.quiet);
}

function table({ columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [
    line(columns.map(({ title }) => escapeMarkdown(title))),
    line(columns.map(({ numeric }) => (numeric ? '--:' : ':--'))),
    ...rows.map((cells) => line(cells.map(inline))),
  ].join('\n');
}

function image({ alt, file }: Picture, figures: string): string {
  return `![${escapeMarkdown(alt)}](${figures}/${encodeURI(file)})`;
}

/** Rows of thumbnails, captions below. */
function photos({ pictures, shape }: Extract<Block, { kind: 'photos' }>, figures: string): string {
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  const width = shape === 'strips' ? 1 : shape === 'pairs' ? 2 : 4;
  const rows: Picture[][] = [];
  for (let start = 0; start < pictures.length; start += width)
    rows.push(pictures.slice(start, start + width));
  const pad = (cells: string[]) => [
    ...cells,
    ...Array(Math.max(0, Math.min(width, pictures.length) - cells.length)).fill(' '),
  ];
  const [first, ...others] = rows.flatMap((row) => [
    line(pad(row.map((picture) => image(picture, figures)))),
    line(pad(row.map(({ label }) => inline(label ?? '')))),
  ]);
  const ruler = line(pad(rows[0]?.map(() => ':-:') ?? []).map(() => ':-:'));
  return [first, ruler, ...others].join('\n');
}
