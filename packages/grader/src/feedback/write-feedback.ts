import { dirname, join } from 'node:path';
import type { Language, Workspace } from '@teamnet/records';
import { writeWhole } from '@teamnet/records';
import { StudentUnknownError } from '../errors.js';
import { readGrades } from '../exports/read-grades.js';
import { feedbackDocument } from './feedback-document.js';
import { renderFeedbackHtml } from './render-feedback-html.js';
import { renderFeedbackMarkdown } from './render-feedback-markdown.js';

/** A student's feedback pages. */
export interface WrittenFeedback {
  team: string;
  student: string;
  /** Absolute paths of feedback.md and feedback.html. */
  files: string[];
  /** false when both said exactly this already, and were left alone. */
  changed: boolean;
}

/**
 * Writes `grades/<student>/feedback.{md,html}` from the grades as they lie: equal grades give equal bytes. A grade that is
 * not there or is broken is said and stops no other.
 * @param options.students ids; everybody when left out
 * @param options.language that of the team's homework when left out
 * @throws StudentUnknownError, RecordWriteError
 */
export function writeFeedback(
  workspace: Workspace,
  teams: readonly string[],
  options: { students?: readonly string[]; language?: Language } = {},
): { written: WrittenFeedback[]; problems: { student: string; why: string }[] } {
  const { grades, problems } = readGrades(workspace, teams);
  const known = [...grades.map(({ grade }) => grade.student), ...problems.map(({ student }) => student)];
  for (const student of options.students ?? [])
    if (!known.includes(student)) throw new StudentUnknownError(teams.join(', '), student, known);
  const chosen = ({ student }: { student: string }) => options.students?.includes(student) ?? true;
  return {
    written: grades
      .filter(({ grade }) => chosen(grade))
      .map(({ grade, language }) => {
        const document = feedbackDocument(grade, options.language ?? language);
        const folder = dirname(workspace.gradeFile(grade.team, grade.student));
        const pages = [
          { file: join(folder, 'feedback.md'), text: renderFeedbackMarkdown(document) },
          { file: join(folder, 'feedback.html'), text: renderFeedbackHtml(document) },
        ];
        const changes = pages.map(({ file, text }) => writeWhole(file, text));
        const files = pages.map(({ file }) => file);
        return { team: grade.team, student: grade.student, files, changed: changes.includes(true) };
      }),
    problems: problems.filter(chosen),
  };
}
