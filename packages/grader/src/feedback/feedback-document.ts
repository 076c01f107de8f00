import type { Grade, Language } from '@teamnet/records';
import { type FeedbackItem, feedbackContent } from './feedback-content.js';
import { FEEDBACK_WORDS } from './feedback-words.js';

/** A student's feedback as a page: what Markdown and HTML lay out, in this order. */
export interface FeedbackDocument {
  language: Language;
  title: string;
  subtitle: string;
  result: string;
  itemsOk: string;
  /** The teacher's words over the whole hand-in. */
  comment?: { title: string; paragraphs: string[] };
  sections: FeedbackSection[];
  labels: { evidence: string; hint: string; comment: string; overruled: string };
}

export interface FeedbackSection {
  id: 'to-do' | 'pending' | 'marked' | 'done';
  title: string;
  items: FeedbackItem[];
  /** In place of items, when there are none. */
  empty?: string;
}

/** Puts a grade's feedback in the order a student reads it: the result, the teacher, what to do, the rest. */
export function feedbackDocument(grade: Grade, language: Language): FeedbackDocument {
  const words = FEEDBACK_WORDS[language];
  const content = feedbackContent(grade, language);
  const section = (id: FeedbackSection['id'], title: string, items: FeedbackItem[]) =>
    items.length === 0 ? [] : [{ id, title, items }];
  const nothingToDo = content.pending.length === 0 ? words.nothingToDo : words.nothingElse;
  return {
    language,
    title: `${words.feedback}: ${grade.name}`,
    subtitle: `${grade.student}, ${grade.team}`,
    result: content.result,
    itemsOk: content.itemsOk,
    ...(content.comment
      ? { comment: { title: words.fromTeacher, paragraphs: content.comment.split(/\r?\n\s*\r?\n/) } }
      : {}),
    sections: [
      ...(content.missing.length > 0
        ? section('to-do', words.toDo, content.missing)
        : [{ id: 'to-do' as const, title: words.toDo, items: [], empty: nothingToDo }]),
      ...section('pending', words.pending, content.pending),
      ...section('marked', words.marked, content.marked),
      ...section('done', words.done, content.done),
    ],
    labels: {
      evidence: words.evidence,
      hint: words.hint,
      comment: words.comment,
      overruled: words.overruled,
    },
  };
}
