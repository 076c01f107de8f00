import type { Grade, Workspace } from '@teamnet/records';
import { gradeHandIn } from './grade-hand-in.js';
import { HandIn } from './hand-in.js';
import { FileHashes } from './inputs/file-hashes.js';
import { type OpenRubric, openRubric } from './rubric/open-rubric.js';
import { membersOf, readTeamHandIn } from './team-hand-in.js';

/**
 * Grades the students of a team: each required item is there or it is not. Nothing is written, and nothing that a
 * student wrote is changed. A broken hand-in becomes states and evidence; the state `error` is the grader's own
 * problem (a file it may not read, a fault in a check) and never the student's.
 * @param options.students ids; the whole team when left out
 * @param options.rubric left out: the class's own, else the grader's (openRubric)
 * @returns one grade a student, in the order of the team file
 * @throws RecordMissingError, RecordInvalidError for the team file; StudentUnknownError; what openRubric throws
 */
export function gradeTeam(
  workspace: Workspace,
  team: string,
  options: { students?: readonly string[]; rubric?: OpenRubric } = {},
): Grade[] {
  const hashes = new FileHashes();
  const handIns = readTeamHandIn(workspace, team, hashes);
  const rubric = options.rubric ?? openRubric(workspace);
  return membersOf(handIns, options.students).map((student) =>
    gradeHandIn(new HandIn(handIns, student, hashes), rubric),
  );
}
