import type { Grade, GradeItem, Language } from '@teamnet/records';
import { type Finding, Unmet } from './finding.js';
import type { HandIn } from './hand-in.js';
import { HINTS } from './hints.js';
import { hashAsked, hashInputs } from './inputs/hash-inputs.js';
import { type FoundMarks, readMarksOf } from './marks/read-marks-of.js';
import type { AskedItem, OpenRubric } from './rubric/open-rubric.js';
import { sumPoints } from './sum-points.js';

/** Grades one student by a rubric, and by what a teacher gave. */
export function gradeHandIn(handIn: HandIn, rubric: OpenRubric): Grade {
  const { workspace, team } = handIn.of;
  const { id: student, name } = handIn.student;
  readShared(handIn);
  handIn.asked.hash(workspace.marksFile(team.team, student));
  const found = readMarksOf(workspace, team.team, student, rubric);
  const language = languageOf(handIn);
  const items = rubric.items.map((item) => gradeItem(item, handIn, language, found));
  const manual = rubric.manual.map(({ id, points, title }) => {
    const mark = 'marks' in found ? found.marks.items[id] : undefined;
    const comment = mark?.comment ? { comment: mark.comment } : {};
    return { id, title: title[language], possible: points, points: mark?.points ?? null, ...comment };
  });
  return {
    $schema: '../../../../packages/records/src/schemas/grade.schema.json',
    format: 'teamnet-grade-1',
    team: team.team,
    student,
    name,
    rubric: rubric.sha256,
    inputs: hashInputs(rubric.sha256, hashAsked(handIn.of.asked), handIn.asked),
    items,
    ok: items.filter(({ state }) => state === 'ok').length,
    total: items.length,
    manual,
    ...('marks' in found && found.marks.comment ? { comment: found.marks.comment } : {}),
    ...sumPoints([...items, ...manual]),
    ...aboutMarks(found),
  };
}

/** Whether or not a check asks for them, so that the inputs do not depend on whose turn it is. */
function readShared({ of }: HandIn): void {
  try {
    of.runs();
  } catch (error) {
    if (!(error instanceof Unmet)) throw error;
  }
}

/** That of the homework, in which the reports are written. */
function languageOf({ of }: HandIn): Language {
  try {
    return of.homework().language ?? 'en';
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
  const { state, evidence, hint, ...more } = judge({ check, options }, handIn);
  const mark = 'marks' in found ? found.marks.items[check.id] : undefined;
  // An unreadable file of marks may hold one for this item.
  const own = 'problem' in found || state === 'error' ? null : state === 'ok' ? points : 0;
  return {
    id: check.id,
    title: title[language],
    state,
    evidence,
    ...(hint ? { hint: hint[language] } : {}),
    ...more,
    possible: points,
    points: mark?.points ?? own,
    ...(mark && Object.keys(mark).length > 0 ? { mark } : {}),
  };
}

function judge({ check, options }: Pick<AskedItem, 'check' | 'options'>, handIn: HandIn): Finding {
  try {
    return check.judge(handIn, options);
  } catch (error) {
    if (error instanceof Unmet) return error.finding;
    const what = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return {
      state: 'error',
      evidence: `The grader could not judge this (${what.replaceAll(handIn.of.workspace.root, '.')}).`,
      hint: HINTS.tellTeacher,
    };
  }
}

function aboutMarks(found: FoundMarks): Pick<Grade, 'problem' | 'notes'> {
  if ('problem' in found) return { problem: found.problem };
  if (found.unused.length === 0) return {};
  const notes = found.unused.map((id) => `The rubric has no item "${id}"; its mark is kept and not counted.`);
  return { notes };
}
