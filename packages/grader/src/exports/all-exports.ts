import { canvas } from './canvas.js';
import { csv } from './csv.js';
import { githubClassroom } from './github-classroom.js';
import type { ExportName, GradeExport } from './grade-export.js';
import { gradescope } from './gradescope.js';
import { moodle } from './moodle.js';
import { prairielearn } from './prairielearn.js';

/** Every platform; a new one is a file beside this one and a line here. */
export const EXPORTS: Readonly<Record<ExportName, GradeExport>> = {
  gradescope,
  'github-classroom': githubClassroom,
  canvas,
  moodle,
  prairielearn,
  csv,
};

/** What `--to` takes. */
export const EXPORT_NAMES = Object.keys(EXPORTS) as ExportName[];
