import type { Grade, GradeItem, Language, ManualItem } from '@teamnet/records';
import { evidenceForStudent } from './evidence-for-student.js';
import { FEEDBACK_WORDS } from './feedback-words.js';

/** One item as a student reads it. */
export interface FeedbackItem {
  title: string;
  /** "1 of 2 points"; absent while there are none. */
  points?: string;
  state: string;
  evidence?: string;
  hint?: string;
  /** The teacher's. */
  comment?: string;
  /** The teacher's points stand in place of the grader's. */
  overruled?: boolean;
}

/** All that a feedback says, in its language and order; what the renderers only lay out. */
export interface FeedbackContent {
  language: Language;
  /** The result in one sentence. */
  result: string;
  itemsOk: string;
  comment?: string;
  missing: FeedbackItem[];
  pending: FeedbackItem[];
  marked: FeedbackItem[];
  done: FeedbackItem[];
}

/**
 * A grade in words. What is only for the teacher (sentence pairs with other students' names, notes) stays out.
 * @param language of the words around the items; titles are in the grade's own
 */
export function feedbackContent(grade: Grade, language: Language): FeedbackContent {
  const words = FEEDBACK_WORDS[language];
  const isPending = ({ id }: { id: string }) => grade.pending.includes(id);
  const item = (found: GradeItem): FeedbackItem => describeItem(found, grade, language);
  const manual = (marked: ManualItem): FeedbackItem => describeManual(marked, language);
  const judged = grade.items.filter((found) => !isPending(found));
  const asFound = judged.filter(({ mark }) => mark?.points === undefined);
  const overruled = judged.filter(({ mark }) => mark?.points !== undefined);
  return {
    language,
    result: resultOf(grade, language),
    itemsOk: words.itemsOk(grade.ok, grade.total),
    ...(grade.comment ? { comment: grade.comment } : {}),
    missing: asFound.filter(({ state }) => state !== 'ok').map(item),
    pending: [...grade.items.filter(isPending).map(item), ...grade.manual.filter(isPending).map(manual)],
    marked: [...overruled.map(item), ...grade.manual.filter((marked) => !isPending(marked)).map(manual)],
    done: asFound.filter(({ state }) => state === 'ok').map(item),
  };
}

/** A number of points without superfluous zeros. */
export function formatPoints(points: number): string {
  return String(Math.round(points * 100) / 100);
}

function resultOf(grade: Grade, language: Language): string {
  const words = FEEDBACK_WORDS[language];
  if (grade.problem !== undefined) return words.noGrade;
  const points = formatPoints(grade.points);
  const possible = formatPoints(grade.possible);
  return grade.pending.length === 0
    ? `${words.pointsOf(points, possible)}${language === 'ko' ? '입니다.' : '.'}`
    : `${words.pendingTotal(points, possible, grade.pending.length)}.`;
}

function describeItem(found: GradeItem, grade: Grade, language: Language): FeedbackItem {
  const words = FEEDBACK_WORDS[language];
  return {
    title: found.title,
    state: words.states[found.state],
    evidence: evidenceForStudent(found.evidence, grade, language),
    ...pointsOf(found, language),
    ...(found.hint ? { hint: found.hint } : {}),
    ...(found.mark?.comment ? { comment: found.mark.comment } : {}),
    ...(found.mark?.points === undefined ? {} : { overruled: true }),
  };
}

function describeManual(marked: ManualItem, language: Language): FeedbackItem {
  const words = FEEDBACK_WORDS[language];
  return {
    title: marked.title,
    state: marked.points === null ? words.notMarked : words.byTeacher,
    ...pointsOf(marked, language),
    ...(marked.comment ? { comment: marked.comment } : {}),
  };
}

function pointsOf(
  item: { points: number | null; possible: number },
  language: Language,
): { points?: string } {
  return item.points === null
    ? {}
    : { points: FEEDBACK_WORDS[language].pointsOf(formatPoints(item.points), formatPoints(item.possible)) };
}
