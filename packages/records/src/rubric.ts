/** A title in each language that reports have. */
export interface RubricTitle {
  en: string;
  ko: string;
}

/** An item that the grader checks. */
export interface RubricItem {
  /** That of a check, e.g. `discussion`. */
  id: string;
  /** When it is ok. */
  points: number;
  /** Left out: that of the default rubric. */
  title?: RubricTitle;
  /** The check's own settings, e.g. `{ "words": 100 }`; left out: its defaults. */
  options?: Record<string, unknown>;
}

/** An item that a person marks: `teamnet grade mark`. */
export interface RubricManualItem {
  id: string;
  /** At most. */
  points: number;
  title: RubricTitle;
}

/** `rubric.json`: what is asked of a hand-in, and what each item is worth. */
export interface Rubric {
  $schema?: string;
  format: 'teamnet-rubric-1';
  /** A check that is left out is not asked. */
  items: RubricItem[];
  manual?: RubricManualItem[];
}
