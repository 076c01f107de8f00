import { escapeMarkdown } from './escape.js';
import type { FeedbackItem } from './feedback-content.js';
import type { FeedbackDocument } from './feedback-document.js';

/** A student's feedback as Markdown that GitHub shows; nothing of what people wrote is read as Markdown. */
export function renderFeedbackMarkdown(document: FeedbackDocument): string {
  const { title, subtitle, result, itemsOk, comment, sections } = document;
  const blocks = [
    `# ${escapeMarkdown(title)}`,
    escapeMarkdown(subtitle),
    `**${escapeMarkdown(result)}** ${escapeMarkdown(itemsOk)}`,
    ...(comment
      ? [
          `## ${escapeMarkdown(comment.title)}`,
          ...comment.paragraphs.map((text) => `> ${escapeMarkdown(text)}`),
        ]
      : []),
    ...sections.flatMap(({ title: heading, items, empty }) => [
      `## ${escapeMarkdown(heading)}`,
      items.length === 0
        ? escapeMarkdown(empty ?? '')
        : items.map((item) => renderItem(item, document)).join('\n'),
    ]),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function renderItem(item: FeedbackItem, { labels }: FeedbackDocument): string {
  const { title, points, state, overruled, evidence, hint, comment } = item;
  const facts = [state, points, overruled ? labels.overruled : undefined].filter(Boolean).join(', ');
  const line = (label: string, text: string | undefined) =>
    text ? [`  - ${label}: ${escapeMarkdown(text)}`] : [];
  return [
    `- **${escapeMarkdown(title)}** (${escapeMarkdown(facts)})`,
    ...line(labels.comment, comment),
    ...line(labels.evidence, evidence),
    ...line(labels.hint, hint),
  ].join('\n');
}
