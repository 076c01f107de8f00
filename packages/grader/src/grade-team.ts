import type { Grade, GradeItem, Workspace } from '@teamnet/records';
import type { Check } from './check.js';
import { CHECKS } from './checks/all-checks.js';
import { StudentUnknownError } from './errors.js';
import { type Finding, Unmet } from './finding.js';
import { HandIn } from './hand-in.js';
import { readTeamHandIn } from './team-hand-in.js';

/**
 * Grades the students of a team: each required item is there or it is not. Nothing is written, and nothing that a
 * student wrote is changed. A broken hand-in becomes states and evidence; the state `error` is the grader's own
 * problem (a file it may not read, a fault in a check) and never the student's.
 * @param options.students ids; the whole team when left out
 * @returns one grade a student, in the order of the team file
 * @throws RecordMissingError, RecordInvalidError for the team file; StudentUnknownError
 */
export function gradeTeam(
  workspace: Workspace,
  team: string,
  options: { students?: readonly string[] } = {},
): Grade[] {
  const handIns = readTeamHandIn(workspace, team);
  const { members } = handIns.team;
  const ids = members.map(({ id }) => id);
  for (const student of options.students ?? [])
    if (!ids.includes(student)) throw new StudentUnknownError(team, student, ids);
  return members
    .filter(({ id }) => options.students?.includes(id) ?? true)
    .map((student) => gradeHandIn(new HandIn(handIns, student)));
}

function gradeHandIn(handIn: HandIn): Grade {
  const items = CHECKS.map((check) => gradeItem(check, handIn));
  return {
    $schema: '../../../../packages/records/src/schemas/grade.schema.json',
    format: 'teamnet-grade-1',
    team: handIn.of.team.team,
    student: handIn.student.id,
    items,
    ok: items.filter(({ state }) => state === 'ok').length,
    total: items.length,
  };
}

function gradeItem(check: Check, handIn: HandIn): GradeItem {
  let finding: Finding;
  try {
    finding = check.judge(handIn);
  } catch (error) {
    finding = error instanceof Unmet ? error.finding : graderError(error, handIn.of.workspace.root);
  }
  return { id: check.id, ...finding };
}

function graderError(error: unknown, root: string): Finding {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    state: 'error',
    evidence: `The grader could not judge this (${what.replaceAll(root, '.')}).`,
    hint: 'This is not your fault and costs nothing: tell your teacher.',
  };
}
