import type { ItemState, Language } from '@teamnet/records';

/** The words around a student's feedback. */
export interface FeedbackWords {
  feedback: string;
  pointsOf(points: string, possible: string): string;
  pendingTotal(points: string, possible: string, pending: number): string;
  noGrade: string;
  itemsOk(ok: number, total: number): string;
  toDo: string;
  done: string;
  pending: string;
  notMarked: string;
  fromTeacher: string;
  marked: string;
  comment: string;
  evidence: string;
  hint: string;
  byTeacher: string;
  overruled: string;
  states: Record<ItemState, string>;
  nothingToDo: string;
  /** The same while something is pending. */
  nothingElse: string;
}

export const FEEDBACK_WORDS: Record<Language, FeedbackWords> = {
  en: {
    feedback: 'Feedback',
    pointsOf: (points, possible) => `${points} of ${possible} ${possible === '1' ? 'point' : 'points'}`,
    pendingTotal: (points, possible, pending) =>
      `${points} of ${possible} points so far; ${pending === 1 ? 'one item has' : `${pending} items have`} none yet`,
    noGrade:
      'No grade yet: what the teacher wrote down cannot be read at the moment. This costs you nothing.',
    itemsOk: (ok, total) => `${ok} of ${total} items are there.`,
    toDo: 'What is missing',
    done: 'What is there',
    pending: 'Not decided yet',
    notMarked: 'not marked by your teacher yet',
    fromTeacher: 'From your teacher',
    marked: 'Marked by your teacher',
    comment: 'Comment',
    evidence: 'Found',
    hint: 'To do',
    byTeacher: 'marked by the teacher',
    overruled: 'points given by your teacher',
    states: { ok: 'ok', missing: 'missing', empty: 'empty', 'not-shared': 'not shared', error: 'error' },
    nothingToDo: 'Nothing is missing.',
    nothingElse: 'Nothing is missing in what is decided.',
  },
  ko: {
    feedback: '피드백',
    pointsOf: (points, possible) => `${possible}점 만점에 ${points}점`,
    pendingTotal: (points, possible, pending) =>
      `현재 ${possible}점 만점에 ${points}점, ${pending}개 항목은 아직 채점 전`,
    noGrade: '아직 성적이 없습니다: 교사의 채점 기록을 지금 읽을 수 없습니다. 감점은 없습니다.',
    itemsOk: (ok, total) => `${total}개 항목 중 ${ok}개가 갖추어졌습니다.`,
    toDo: '빠진 항목',
    done: '갖춘 항목',
    pending: '아직 정해지지 않은 항목',
    notMarked: '교사가 아직 채점하지 않음',
    fromTeacher: '교사의 말',
    marked: '교사가 채점한 항목',
    comment: '의견',
    evidence: '확인한 내용',
    hint: '할 일',
    byTeacher: '교사가 채점',
    overruled: '교사가 준 점수',
    states: { ok: '있음', missing: '없음', empty: '비어 있음', 'not-shared': '공유하지 않음', error: '오류' },
    nothingToDo: '빠진 것이 없습니다.',
    nothingElse: '정해진 항목 중에는 빠진 것이 없습니다.',
  },
};
