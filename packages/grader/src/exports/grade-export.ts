import type { Grade, Language } from '@teamnet/records';
import type { CsvTable } from './csv-table.js';
import type { Identity } from './identity.js';

/** The platforms that grades can go to. */
export type ExportName = 'gradescope' | 'github-classroom' | 'canvas' | 'moodle' | 'prairielearn' | 'csv';

/** A student's grade, and who they are on the platform. */
export interface ExportEntry {
  grade: Grade;
  identity: Identity;
  /** Of their team's homework: that of the feedback. */
  language: Language;
}

/** What a platform may be told; each says which it heeds. */
export interface ExportOptions {
  /** The platform's maximum; left out: what its own file says, else the rubric's. */
  outOf?: number;
  /** The table that the platform gave, to be filled. */
  worksheet?: { file: string; table: CsvTable };
  /** canvas: the assignment's column; github-classroom: its name. */
  assignment?: string;
  /** prairielearn: the question. */
  qid?: string;
  /** prairielearn: which instance of the assessment; 1 when left out. */
  instance?: number;
  /** moodle: other headings than the English ones. */
  headings?: Readonly<Record<string, string>>;
}

/** Files of an export, not yet written. */
export interface MadeExport {
  /** One file without a name of its own, or several with theirs below a folder. */
  files: { name: string; text: string }[];
  /** Ids of the students whose points are in it. */
  exported: string[];
  /** The maximum that points were scaled to. */
  outOf: number | null;
  /** Students who have no place in it, and why. */
  leftOut: { student: string; why: string }[];
  /** Rows of the platform's table that are nobody's of the class. */
  rowsWithoutStudent: string[];
  /** What a teacher should know or do next, one sentence each. */
  notes: string[];
}

/** One platform: its published format, from the grades of a class. */
export interface GradeExport {
  readonly name: ExportName;
  /** Whether the platform's own table is filled in. */
  readonly worksheet: 'required' | 'optional' | 'none';
  readonly writes: 'file' | 'folder';
  /** Options, besides `outOf`, that mean something here. */
  readonly heeds: readonly (keyof ExportOptions)[];
  /** @throws WorksheetInvalidError, ExportImpossibleError */
  make(entries: readonly ExportEntry[], options: ExportOptions): MadeExport;
}

/** Whether all that the rubric asks has points; else there is no grade to hand on, least of all a zero. */
export function isWhole(grade: Grade): boolean {
  return grade.pending.length === 0 && grade.problem === undefined;
}
