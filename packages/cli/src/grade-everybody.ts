import { relative } from 'node:path';
import type { GradedOrNot, GradedTeam } from '@teamnet/grader';
import { type Grade, TeamnetError, type Workspace } from '@teamnet/records';
import { fileAt } from './commands/grade-options.js';
import type { Context } from './context.js';
import { CheckFailedError } from './errors.js';
import { summarize } from './print-grade.js';

interface Flags {
  rubric?: string;
  force?: boolean;
  check?: boolean;
  json?: boolean;
}

/** What is told at the end. */
interface Tally {
  teams: number;
  handIns: number;
  complete: number;
  unchanged: number;
  /** Hand-ins with something for a person to look at. */
  review: number;
  /** Teams and hand-ins that the grader could not judge. */
  problems: number;
}

/** `teamnet grade --all`: team after team; nothing is kept of a team once it is printed. */
export async function gradeEverybody(workspace: Workspace, flags: Flags, context: Context): Promise<void> {
  const { gradeClass, isJudged, openRubric } = await import('@teamnet/grader');
  const rubric = openRubric(workspace, fileAt(context.cwd, flags.rubric));
  const teams = workspace.teamNames();
  const width = Math.max(...teams.map((team) => team.length));
  const tally: Tally = { teams: 0, handIns: 0, complete: 0, unchanged: 0, review: 0, problems: 0 };
  if (flags.json) context.print('[');
  for await (const graded of gradeClass(workspace, teams, { rubric, force: flags.force ?? false })) {
    for (const line of problemsOf(graded, workspace)) {
      tally.problems++;
      context.note(line);
    }
    if ('problem' in graded) continue;
    tally.teams++;
    for (const { grade, gradedAgain } of graded.students) {
      if (flags.json) context.print(`${tally.handIns > 0 ? ',' : ''}${JSON.stringify(grade, null, 2)}`);
      else context.print(`${grade.team.padEnd(width)}  ${line(grade)}`);
      tally.handIns++;
      if (grade.ok === grade.total) tally.complete++;
      if (grade.items.some(({ review }) => review)) tally.review++;
      if (!gradedAgain) tally.unchanged++;
      if (!isJudged(grade)) {
        tally.problems++;
        if (grade.problem) context.note(`${grade.student}: ${grade.problem}`);
      }
    }
    for (const student of graded.left)
      context.note(`${grades(graded, workspace)}/${student}: not in the team any more; the grade is kept`);
  }
  if (flags.json) context.print(']');
  else context.print(`\n${describe(tally)}`);
  if (tally.problems > 0)
    throw new CheckFailedError(
      `${tally.problems} of the teams and hand-ins could not be judged wholly.`,
      'The lines above say which and why; they cost nobody a point. All others are graded.',
    );
  if (flags.check && tally.complete < tally.handIns)
    throw new CheckFailedError(
      `Not every item is ok for ${tally.handIns - tally.complete} of ${tally.handIns} hand-ins.`,
      'The lines above say which items; "teamnet grade --team TEAM" says what to do.',
    );
}

/** As many items of a state are named in a line. */
const NAMED = 5;

function line(grade: Grade): string {
  const byState = new Map<string, string[]>();
  for (const { id, state, review } of grade.items) {
    if (state === 'ok' && !review) continue;
    const key = state === 'ok' ? 'look at' : state;
    byState.set(key, [...(byState.get(key) ?? []), id]);
  }
  const what = [...byState].map(([state, ids]) => {
    const more = ids.length > NAMED ? ` and ${ids.length - NAMED} more` : '';
    return `${state}: ${ids.slice(0, NAMED).join(', ')}${more}`;
  });
  return [grade.student.padEnd(10), summarize(grade), what.join('; ')].join('  ').trimEnd();
}

function problemsOf(graded: GradedOrNot, { root }: Workspace): string[] {
  const tell = (team: string, error: Error) => {
    const remedy = error instanceof TeamnetError ? ` ${error.remedy}` : '';
    return `${team}: ${error.message.replaceAll(`${root}/`, '')}${remedy}`;
  };
  if ('problem' in graded) return [tell(graded.team, graded.problem)];
  return graded.problems.map((error) => tell(graded.team, error));
}

function grades({ team }: GradedTeam, workspace: Workspace): string {
  return relative(workspace.root, workspace.gradesFolder(team));
}

function describe({ teams, handIns, complete, unchanged, review, problems }: Tally): string {
  const parts = [
    `${handIns} hand-ins of ${teams} teams: ${complete} complete`,
    `${handIns - unchanged} graded, ${unchanged} unchanged`,
    ...(review > 0 ? [`${review} to look at`] : []),
    ...(problems > 0 ? [`${problems} problems`] : []),
  ];
  return parts.join('; ');
}
