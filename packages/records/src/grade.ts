/** `error` is the grader's own problem and never a zero. */
export type ItemState = 'ok' | 'missing' | 'empty' | 'not-shared' | 'error';

/** One on/off item of a hand-in. */
export interface GradeItem {
  /** Kebab-case, e.g. `roster`, `both-datasets`. */
  id: string;
  state: ItemState;
  /** What it rests on: file, line, value. */
  evidence: string;
  /** What the student can do; absent when ok. */
  hint?: string;
}

/** `apps/<team>/grades/<student>/grade.json`. */
export interface Grade {
  $schema?: string;
  format: 'teamnet-grade-1';
  team: string;
  student: string;
  items: GradeItem[];
  /** Number of items that are ok. */
  ok: number;
  total: number;
}
