import { renderDiscussionHtml } from '../discussion/render-discussion-html.js';
import type { Block, Document, Inline, Picture } from './document.js';
import { escapeHtml } from './escape.js';
import { PAGE_STYLE } from './page-style.js';

const WORDS = {
  en: { contents: 'Contents', scroll: 'table' },
  ko: { contents: '차례', scroll: '표' },
};

/** A report as one HTML page that needs nothing beside it: style, drawings and photos are inside. */
export function renderHtml(document: Document): string {
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
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${escapeHtml(title)}</h1>
<p class="subtitle">${inline(subtitle)}</p>
${lead.map(render).join('\n')}
<nav aria-label="${words.contents}"><ol>
${links.join('\n')}
</ol></nav>
</header>
<main>
${sections
  .map(
    ({ id, title: heading, blocks }) =>
      `<section id="${id}" aria-labelledby="${id}-title">\n<h2 id="${id}-title">${escapeHtml(heading)}</h2>\n${blocks.map(render).join('\n')}\n</section>`,
  )
  .join('\n')}
</main>
</body>
</html>
`;
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
  const tall = fold === undefined ? '' : ` role="region" aria-label="${escapeHtml(fold)}" tabindex="0"`;
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
  return `<span class="quiet">${inline(text.quiet)}</span>`;
}

function table({ name, columns, rows }: Extract<Block, { kind: 'table' }>): string {
  const kind = (index: number) => (columns[index]?.numeric ? ' class="number"' : '');
  const head = columns.map(({ title }, index) => `<th scope="col"${kind(index)}>${escapeHtml(title)}</th>`);
  const body = rows.map((cells) => {
    const [first, ...others] = cells.map(inline);
    return `<tr><th scope="row">${first}</th>${others.map((cell, index) => `<td${kind(index + 1)}>${cell}</td>`).join('')}</tr>`;
  });
  // A wide table scrolls by itself on a phone; tabindex lets the keyboard scroll it.
  return `<div class="scroll" role="region" aria-label="${escapeHtml(name)}" tabindex="0"><table>
<thead><tr>${head.join('')}</tr></thead>
<tbody>
${body.join('\n')}
</tbody>
</table></div>`;
}

function picture({ content, type, trusted, alt }: Picture): string {
  if (trusted && type === 'image/svg+xml') return Buffer.from(content).toString('utf8').trim();
  const data = Buffer.from(content).toString('base64');
  return `<img src="data:${type};base64,${data}" alt="${escapeHtml(alt)}">`;
}
