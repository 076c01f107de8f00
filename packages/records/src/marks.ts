import type { Mark } from './grade.js';

/** `apps/<team>/marks/<student>.json`: what a teacher gave and wrote; grading only ever reads it. */
export interface Marks {
  $schema?: string;
  format: 'teamnet-marks-1';
  /** Equals the file's name. */
  student: string;
  /** By the id of a rubric's item, manual or not. */
  items: Record<string, Mark>;
  /** Over the whole hand-in. */
  comment?: string;
}
