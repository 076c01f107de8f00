import type { Grade, Language } from '@teamnet/records';
import { escapeHtml, escapeMarkdown, oneLine } from './escape.js';
import { type FeedbackContent, type FeedbackItem, feedbackContent } from './feedback-content.js';
import { FEEDBACK_WORDS } from './feedback-words.js';

/** How a platform shows what a teacher writes. */
export type FeedbackMarkup = 'text' | MarkedMarkup;
type MarkedMarkup = 'html' | 'markdown';

/** Around ours in a field that a teacher writes in too; the same in every version, so that ours is found again. */
const MARKS: Record<MarkedMarkup, [string, string]> = {
  html: ['<div class="teamnet-feedback">', '</div>'],
  markdown: ['<!-- teamnet feedback -->\n', '\n<!-- end of teamnet feedback -->'],
};

/**
 * A student's feedback for the comment field of a platform: the result, what is missing and what to do, what is pending,
 * and the teacher's words; what is fine is only counted.
 */
export function shortFeedback(grade: Grade, language: Language, markup: FeedbackMarkup): string {
  const lines = linesOf(feedbackContent(grade, language));
  if (markup === 'text')
    return lines.map(({ text, inList }) => `${inList ? '• ' : ''}${oneLine(text)}`).join('\n');
  const [begin, end] = MARKS[markup];
  const body =
    markup === 'html'
      ? lines.map(({ text, inList }) => `<p>${inList ? '• ' : ''}${escapeHtml(oneLine(text))}</p>`).join('')
      : lines.map(({ text, inList }) => `${inList ? '- ' : ''}${escapeMarkdown(text)}`).join('\n\n');
  return begin + body + end;
}

/**
 * Puts feedback into a field without wiping what somebody wrote there: in the place of Teamnet's of before, else below.
 */
export function mergeFeedback(before: string, ours: string, markup: MarkedMarkup): string {
  const [begin, end] = MARKS[markup];
  const at = before.indexOf(begin);
  const until = at < 0 ? -1 : before.indexOf(end, at);
  if (at >= 0 && until >= 0) return before.slice(0, at) + ours + before.slice(until + end.length);
  return before.trim() === '' ? ours : `${before}${markup === 'html' ? '' : '\n\n'}${ours}`;
}

interface Line {
  text: string;
  inList: boolean;
}

function linesOf(content: FeedbackContent): Line[] {
  const words = FEEDBACK_WORDS[content.language];
  const heading = (text: string): Line => ({ text, inList: false });
  const list = (title: string, items: readonly FeedbackItem[]): Line[] =>
    items.length === 0
      ? []
      : [heading(`${title}:`), ...items.map((item) => ({ text: oneItem(item), inList: true }))];
  return [
    heading(`Teamnet: ${content.result} ${content.itemsOk}`),
    ...(content.comment ? [heading(`${words.fromTeacher}: ${content.comment}`)] : []),
    ...list(words.marked, content.marked),
    ...list(words.toDo, content.missing),
    ...list(words.pending, content.pending),
    ...content.done
      .filter(({ comment }) => comment)
      .map((item): Line => ({ text: `${item.title}: ${item.comment}`, inList: true })),
  ];
}

function oneItem({ title, points, state, evidence, hint, comment }: FeedbackItem): string {
  const facts = [evidence, hint && `→ ${hint}`, comment && `“${comment}”`].filter(Boolean).join(' ');
  return `${title} (${[state, points].filter(Boolean).join(', ')})${facts ? `: ${facts}` : ''}`;
}
