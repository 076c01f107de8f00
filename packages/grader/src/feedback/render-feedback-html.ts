import { escapeHtml } from './escape.js';
import type { FeedbackItem } from './feedback-content.js';
import type { FeedbackDocument } from './feedback-document.js';
import { FEEDBACK_STYLE } from './feedback-style.js';

/** A student's feedback as one HTML page that needs nothing beside it and loads nothing. */
export function renderFeedbackHtml(document: FeedbackDocument): string {
  const { language, title, subtitle, result, itemsOk, comment, sections } = document;
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>
${FEEDBACK_STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p class="quiet">${escapeHtml(subtitle)}</p>
<p class="result"><strong>${escapeHtml(result)}</strong> ${escapeHtml(itemsOk)}</p>
${comment ? renderComment(comment) : ''}${sections
  .map(
    ({ id, title: heading, items, empty }) =>
      `<section class="${id}" aria-labelledby="${id}">\n<h2 id="${id}">${escapeHtml(heading)}</h2>\n${
        items.length === 0
          ? `<p>${escapeHtml(empty ?? '')}</p>`
          : `<ul>\n${items.map((item) => renderItem(item, document)).join('\n')}\n</ul>`
      }\n</section>`,
  )
  .join('\n')}
</main>
</body>
</html>
`;
}

function renderComment({ title, paragraphs }: NonNullable<FeedbackDocument['comment']>): string {
  const text = paragraphs.map((paragraph) => `<p>${breakLines(paragraph)}</p>`).join('\n');
  return `<section class="comment" aria-labelledby="comment">\n<h2 id="comment">${escapeHtml(title)}</h2>\n<blockquote>\n${text}\n</blockquote>\n</section>\n`;
}

function renderItem(item: FeedbackItem, { labels }: FeedbackDocument): string {
  const { title, points, state, overruled, evidence, hint, comment } = item;
  const facts = [state, points, overruled ? labels.overruled : undefined].filter(
    (fact) => fact !== undefined,
  );
  const line = (name: string, label: string, text: string | undefined) =>
    text ? `\n<p class="${name}"><span>${escapeHtml(label)}:</span> ${breakLines(text)}</p>` : '';
  return `<li>
<h3>${escapeHtml(title)}</h3>
<p class="facts">${facts.map((fact) => `<span>${escapeHtml(fact)}</span>`).join(' ')}</p>${line('said', labels.comment, comment)}${line('evidence', labels.evidence, evidence)}${line('hint', labels.hint, hint)}
</li>`;
}

function breakLines(text: string): string {
  return escapeHtml(text).replace(/\r\n|\r|\n/g, '<br>\n');
}
