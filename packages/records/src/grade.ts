/** `error` is the grader's own problem and never a zero. */
export type ItemState = 'ok' | 'missing' | 'empty' | 'not-shared' | 'error';

/** A sentence of one discussion beside the one of another that is like it, for the teacher to judge. */
export interface SentencePair {
  /** `apps/team-3/discussion/s3-1.md:12`. */
  place: string;
  sentence: string;
  otherPlace: string;
  otherSentence: string;
  /** 1 for the same words, 0 for none in common. */
  similarity: number;
}

/** What a teacher gave one item. */
export interface Mark {
  /** In place of those that the item would have. */
  points?: number;
  comment?: string;
}

/** One on/off item of a hand-in. */
export interface GradeItem {
  /** Kebab-case, e.g. `roster`, `both-datasets`. */
  id: string;
  /** From the rubric, in the homework's language. */
  title: string;
  /** What the grader found, also where a teacher's mark overrules it. */
  state: ItemState;
  /** What it rests on: file, line, value. */
  evidence: string;
  /** What the student can do; absent when ok. */
  hint?: string;
  /** Of the rubric. */
  possible: number;
  /** `possible` when ok, 0 when not; a teacher's mark goes before; null in state error, which is never a zero. */
  points: number | null;
  /** Somebody should look at it, whatever its state; absent when nobody needs to. */
  review?: true;
  /** What there is to look at; absent when there is nothing. */
  pairs?: SentencePair[];
  /** A teacher's; absent when there is none. */
  mark?: Mark;
}

/** An item of the rubric that only a person can judge. */
export interface ManualItem {
  id: string;
  title: string;
  possible: number;
  /** null until it is marked. */
  points: number | null;
  comment?: string;
}

/** `apps/<team>/grades/<student>/grade.json`. */
export interface Grade {
  $schema?: string;
  format: 'teamnet-grade-1';
  team: string;
  student: string;
  /** The student's name. */
  name: string;
  /** sha256 of the rubric that was used. */
  rubric: string;
  /** sha256 over all that decided this grade: equal inputs give an equal grade. */
  inputs: string;
  /** In the rubric's order. */
  items: GradeItem[];
  /** Number of items that are ok. */
  ok: number;
  total: number;
  manual: ManualItem[];
  /** A teacher's, over the whole hand-in. */
  comment?: string;
  /** Sum over items and manual of those that have points. */
  points: number;
  /** Sum over all items and manual. */
  possible: number;
  /** Ids of the items, manual ones too, that have no points yet: in state error, or not marked. */
  pending: string[];
  /** Why nothing has points yet: the teacher's marks cannot be read. Absent when they can. */
  problem?: string;
  /** What else a teacher should know, one sentence each; absent when there is nothing. */
  notes?: string[];
}
