import { createHash } from 'node:crypto';
import { renderDiscussionHtml } from '../discussion/render-discussion-html.js';
import type { Block, Document, Inline, Picture, SortKey } from './document.js';
import { escapeHtml } from './escape.js';
import { PAGE_STYLE } from './page-style.js';

const WORDS = {
  en: { contents: 'Contents', skip: 'Skip to the contents of the page', trail: 'Pages above' },
  ko: { contents: '차례', skip: '본문으로 건너뛰기', trail: '위 페이지' },
};

/** What a page of a site has besides its document. */
export interface PageOfSite {
  /** Pages above this one, the outermost first; paths relative to the page. */
  trail: { title: string; href: string }[];
  /** A script of ours that the page also works without, and the words it shows, as `data-` attributes of the body. */
  script?: { text: string; words: Record<string, string> };
}

/** A report as one HTML page that needs nothing beside it: style, drawings and photos are inside. */
export function renderHtml(document: Document, { trail, script }: PageOfSite = { trail: [] }): string {
  const { language, title, subtitle, lead, sections } = document;
  const words = WORDS[language];
  const links = sections.map(
    (section) => `<li><a href="#${section.id}">${escapeHtml(section.title)}</a></li>`,
  );
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline';${script ? ` script-src 'sha256-${sha256(script.text)}';` : ''} base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
${PAGE_STYLE}</style>
</head>
<body${document.wide ? ' class="wide"' : ''}${script ? data(script.words) : ''}>
<a class="skip" href="#main">${words.skip}</a>
<header>
${trailOf(trail, words.trail)}<h1>${escapeHtml(title)}</h1>
<p class="subtitle">${inline(subtitle)}</p>
${lead.map(render).join('\n')}
<nav aria-label="${words.contents}"><ol>
${links.join('\n')}
</ol></nav>
</header>
<main id="main" tabindex="-1">
${sections
  .map(
    ({ id, title: heading, blocks }) =>
      `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${escapeHtml(heading)}</h2>\n${blocks.map(render).join('\n')}\n</section>`,
  )
  .join('\n')}
</main>
${script ? `<script>${script.text}</script>\n` : ''}</body>
</html>
`;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}

function data(words: Record<string, string>): string {
  return Object.entries(words)
    .map(([name, word]) => ` data-${name}="${escapeHtml(word)}"`)
    .join('');
}

function trailOf(trail: PageOfSite['trail'], label: string): string {
  if (trail.length === 0) return '';
  const links = trail.map(
    ({ title, href }) => `<li><a href="${escapeHtml(encodeURI(href))}">${escapeHtml(title)}</a></li>`,
  );
  return `<nav class="trail" aria-label="${label}"><ol>\n${links.join('\n')}\n</ol></nav>\n`;
}

function render(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.minor ? `<h4>${inline(block.text)}</h4>` : `<h3>${inline(block.text)}</h3>`;
    case 'paragraph':
      return `<p>${inline(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${inline(item)}</li>`).join('\n')}\n</ul>`;
    case 'callout':
      return `<p class="callout ${block.tone}">${inline(block.text)}</p>`;
    case 'table':
      return table(block);
    case 'figure':
      return figure(block);
    case 'photos':
      return photos(block);
    case 'details':
      return `<details>\n<summary>${escapeHtml(block.summary)}</summary>\n${block.blocks.map(render).join('\n')}\n</details>`;
    case 'code':
      return `<pre tabindex="0"><code>${escapeHtml(block.text)}</code></pre>`;
    case 'marker':
      return '';
    case 'quote':
      return `<div class="own-words">\n${renderDiscussionHtml(block.markdown)}</div>`;
  }
}

function figure({ pictures, caption, fold }: Extract<Block, { kind: 'figure' }>): string {
  const tall = fold === undefined ? '' : ` role="group" aria-label="${escapeHtml(fold)}" tabindex="0"`;
  return `<figure>
<div class="card${fold === undefined ? '' : ' tall'}"${tall}>${pictures.map(picture).join('\n')}</div>
<figcaption>${inline(caption)}</figcaption>
</figure>`;
}

function photos({ pictures, caption, shape }: Extract<Block, { kind: 'photos' }>): string {
  const items = pictures.map(
    (photo) => `<li>${picture(photo)}<span>${inline(photo.label ?? '')}</span></li>`,
  );
  return `<figure>
<ul class="photos${shape === undefined ? '' : ` ${shape}`}">
${items.join('\n')}
</ul>
<figcaption>${inline(caption)}</figcaption>
</figure>`;
}

function inline(text: Inline): string {
  if (typeof text === 'string') return escapeHtml(text);
  if (Array.isArray(text)) return text.map(inline).join('');
  if ('code' in text) return `<code>${escapeHtml(text.code)}</code>`;
  if ('strong' in text) return `<strong>${inline(text.strong)}</strong>`;
  if ('link' in text) return `<a href="${escapeHtml(encodeURI(text.href))}">${inline(text.link)}</a>`;
  return `<span class="quiet">${inline(text.quiet)}</span>`;
}

function table({ name, columns, rows, order }: Extract<Block, { kind: 'table' }>): string {
  const kind = (index: number) => {
    if (columns[index]?.numeric) return ' class="number"';
    return columns[index]?.whole ? ' class="whole"' : '';
  };
  const head = columns.map(({ title }, index) => `<th scope="col"${kind(index)}>${escapeHtml(title)}</th>`);
  const body = rows.map((cells, row) => {
    const [first, ...others] = cells.map(inline);
    const key = (column: number) => sortKey(order?.[row]?.[column] ?? null);
    return `<tr><th scope="row"${key(0)}>${first}</th>${others.map((cell, index) => `<td${kind(index + 1)}${key(index + 1)}>${cell}</td>`).join('')}</tr>`;
  });
  const label = escapeHtml(name);
  // A wide table scrolls by itself on a phone; tabindex lets the keyboard scroll it.
  return `<div class="scroll" role="group" aria-label="${label}" tabindex="0"><table aria-label="${label}"${order ? ' class="sortable"' : ''}>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}

function sortKey(key: SortKey): string {
  return key === null ? '' : ` data-order="${escapeHtml(String(key))}"`;
}

function picture({ content, type, trusted, alt }: Picture): string {
  if (trusted && type === 'image/svg+xml') return Buffer.from(content).toString('utf8').trim();
  const data = Buffer.from(content).toString('base64');
  return `<img src="data:${type};base64,${data}" alt="${escapeHtml(alt)}">`;
}
