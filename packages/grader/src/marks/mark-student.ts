import { existsSync } from 'node:fs';
import {
  type Mark,
  type Marks,
  readMarks,
  readTeam,
  toJson,
  type Workspace,
  writeWhole,
} from '@teamnet/records';
import { MarkPointsError, MarkUnknownItemError, StudentUnknownError } from '../errors.js';
import type { OpenRubric } from '../rubric/open-rubric.js';

/** What a teacher says of a hand-in: of one item of it, or of the whole. */
export interface NewMark {
  /** Left out: the comment is over the whole hand-in. */
  item?: string;
  points?: number;
  /** '' takes an earlier one away. */
  comment?: string;
  /** Take away all that was said of the item, or of the whole hand-in. */
  clear?: boolean;
}

/**
 * Writes a teacher's mark into `apps/<team>/marks/<student>.json`; all others there stay.
 * @returns the student's marks as they are now, and whether that changed the file
 * @throws RecordMissingError, RecordInvalidError (team file; marks that cannot be read are left as they are),
 * StudentUnknownError, MarkUnknownItemError, MarkPointsError, RecordWriteError
 */
export function markStudent(
  workspace: Workspace,
  team: string,
  student: string,
  mark: NewMark,
  rubric: OpenRubric,
): { file: string; marks: Marks; changed: boolean } {
  const ids = readTeam(workspace.teamFile(team)).members.map(({ id }) => id);
  if (!ids.includes(student)) throw new StudentUnknownError(team, student, ids);
  const file = workspace.marksFile(team, student);
  const before: Marks = existsSync(file)
    ? readMarks(file, student)
    : { format: 'teamnet-marks-1', student, items: {} };
  const marks =
    mark.item === undefined ? withComment(before, mark) : withItem(before, mark.item, mark, rubric);
  return { file, marks, changed: writeWhole(file, toJson(marks)) };
}

function withComment({ comment: _, ...before }: Marks, { comment, clear }: NewMark): Marks {
  return clear || !comment ? before : { ...before, comment };
}

function withItem(before: Marks, id: string, { points, comment, clear }: NewMark, rubric: OpenRubric): Marks {
  const possible = [
    ...rubric.items.map(({ check, points }) => ({ id: check.id, points })),
    ...rubric.manual,
  ].find((item) => item.id === id)?.points;
  const { [id]: earlier, ...others } = before.items;
  if (clear) return { ...before, items: others };
  if (possible === undefined)
    throw new MarkUnknownItemError(id, [
      ...rubric.manual.map((item) => item.id),
      ...rubric.items.map(({ check }) => check.id),
    ]);
  if (points !== undefined && !(points >= 0 && points <= possible))
    throw new MarkPointsError(id, points, possible);
  const now: Mark = { ...earlier, ...(points === undefined ? {} : { points }) };
  if (comment === '') delete now.comment;
  else if (comment !== undefined) now.comment = comment;
  return { ...before, items: { ...before.items, [id]: now } };
}
