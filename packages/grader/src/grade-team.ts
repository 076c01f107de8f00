import type { Grade, GradeItem, Language, Workspace } from '@teamnet/records';
import { StudentUnknownError } from './errors.js';
import { type Finding, Unmet } from './finding.js';
import { HandIn } from './hand-in.js';
import { FileHashes } from './inputs/file-hashes.js';
import { hashInputs } from './inputs/hash-inputs.js';
import { type FoundMarks, readMarksOf } from './marks/read-marks-of.js';
import { type AskedItem, type OpenRubric, openRubric } from './rubric/open-rubric.js';
import { sumPoints } from './sum-points.js';
import { readTeamHandIn, type TeamHandIn } from './team-hand-in.js';

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
  const { members } = handIns.team;
  const ids = members.map(({ id }) => id);
  for (const student of options.students ?? [])
    if (!ids.includes(student)) throw new StudentUnknownError(team, student, ids);
  return members
    .filter(({ id }) => options.students?.includes(id) ?? true)
    .map((student) => gradeHandIn(new HandIn(handIns, student, hashes), rubric));
}

function gradeHandIn(handIn: HandIn, rubric: OpenRubric): Grade {
  const { workspace, team } = handIn.of;
  const language = languageOf(handIn.of);
  const marksFile = workspace.marksFile(team.team, handIn.student.id);
  handIn.asked.hash(marksFile);
  const found = readMarksOf(workspace, team.team, handIn.student.id, rubric);
  const items = rubric.items.map((item) => gradeItem(item, handIn, language, found));
  const manual = rubric.manual.map(({ id, points, title }) => {
    const mark = 'marks' in found ? found.marks.items[id] : undefined;
    return {
      id,
      title: title[language],
      possible: points,
      points: mark?.points ?? null,
      ...(mark?.comment ? { comment: mark.comment } : {}),
    };
  });
  return {
    $schema: '../../../../packages/records/src/schemas/grade.schema.json',
    format: 'teamnet-grade-1',
    team: team.team,
    student: handIn.student.id,
    name: handIn.student.name,
    rubric: rubric.sha256,
    inputs: hashInputs(rubric, handIn),
    items,
    ok: items.filter(({ state }) => state === 'ok').length,
    total: items.length,
    manual,
    ...('marks' in found && found.marks.comment ? { comment: found.marks.comment } : {}),
    ...sumPoints([...items, ...manual]),
    ...aboutMarks(found),
  };
}

/** That of the homework, in which the reports are written. */
function languageOf(handIns: TeamHandIn): Language {
  try {
    return handIns.homework().language ?? 'en';
  } catch {
    return 'en';
  }
}

function gradeItem(
  { check, points, title, options }: AskedItem,
  handIn: HandIn,
  language: Language,
  found: FoundMarks,
): GradeItem {
  let finding: Finding;
  try {
    finding = check.judge(handIn, options);
  } catch (error) {
    finding = error instanceof Unmet ? error.finding : graderError(error, handIn.of.workspace.root);
  }
  const { state, evidence, ...more } = finding;
  const mark = 'marks' in found ? found.marks.items[check.id] : undefined;
  // An unreadable file of marks may hold one for this item.
  const own = 'problem' in found || state === 'error' ? null : state === 'ok' ? points : 0;
  return {
    id: check.id,
    title: title[language],
    state,
    evidence,
    ...more,
    possible: points,
    points: mark?.points ?? own,
    ...(mark && Object.keys(mark).length > 0 ? { mark } : {}),
  };
}

function graderError(error: unknown, root: string): Finding {
  const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    state: 'error',
    evidence: `The grader could not judge this (${what.replaceAll(root, '.')}).`,
    hint: 'This is not your fault and costs nothing: tell your teacher.',
  };
}

function aboutMarks(found: FoundMarks): Pick<Grade, 'problem' | 'notes'> {
  if ('problem' in found) return { problem: found.problem };
  if (found.unused.length === 0) return {};
  const notes = found.unused.map((id) => `The rubric has no item "${id}"; its mark is kept and not counted.`);
  return { notes };
}
