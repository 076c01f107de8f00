import { existsSync } from 'node:fs';
import { type Marks, readMarks, TeamnetError, type Workspace } from '@teamnet/records';
import type { OpenRubric } from '../rubric/open-rubric.js';

/** A student's marks; a problem where they cannot be used, and then nothing may have points. */
export type FoundMarks = { marks: Marks; unused: string[] } | { problem: string };

/**
 * What a teacher gave a student, as the rubric can use it. Never throws for a bad file: it is this student's alone.
 * @returns `unused` are the ids of marks that the rubric has no item for
 */
export function readMarksOf(
  workspace: Workspace,
  team: string,
  student: string,
  rubric: OpenRubric,
): FoundMarks {
  const file = workspace.marksFile(team, student);
  if (!existsSync(file)) return { marks: { format: 'teamnet-marks-1', student, items: {} }, unused: [] };
  let marks: Marks;
  try {
    marks = readMarks(file, student);
  } catch (error) {
    if (!(error instanceof TeamnetError)) throw error;
    return { problem: `${error.message.replaceAll(`${workspace.root}/`, '')} ${error.remedy}` };
  }
  const possible = new Map([
    ...rubric.items.map(({ check, points }): [string, number] => [check.id, points]),
    ...rubric.manual.map(({ id, points }): [string, number] => [id, points]),
  ]);
  for (const [id, { points }] of Object.entries(marks.items))
    if (points !== undefined && points > (possible.get(id) ?? Number.POSITIVE_INFINITY))
      return {
        problem: `${file.replaceAll(`${workspace.root}/`, '')}: it gives "${id}" ${points} points of ${possible.get(id)}. Give at most what the rubric says.`,
      };
  return { marks, unused: Object.keys(marks.items).filter((id) => !possible.has(id)) };
}
