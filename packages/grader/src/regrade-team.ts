import { readdirSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { type Grade, TeamnetError, toJson, type Workspace, writeWhole } from '@teamnet/records';
import { gradeHandIn } from './grade-hand-in.js';
import { HandIn } from './hand-in.js';
import { TeamMemory } from './inputs/team-memory.js';
import type { OpenRubric } from './rubric/open-rubric.js';
import { membersOf, readTeamHandIn } from './team-hand-in.js';

/** A student's grade as it now lies on disk. */
export interface GradedStudent {
  grade: Grade;
  /** Absolute path of grade.json. */
  file: string;
  /** false when nothing that decides it has changed since it was written. */
  gradedAgain: boolean;
  /** false when the file already said exactly this, and was left alone. */
  changed: boolean;
}

export interface GradedTeam {
  team: string;
  students: GradedStudent[];
  /** Students with a grade who are not in the team any more; their grades stay. */
  left: string[];
  /** Grades that could not be written. */
  problems: TeamnetError[];
}

export interface RegradeOptions {
  rubric: OpenRubric;
  /** Ids; the whole team when left out. */
  students?: readonly string[];
  /** Grade also what has not changed. */
  force?: boolean;
  /** Discussions of other teams to compare each one with, by its file; left out: those of the last time. */
  rivals?: ReadonlyMap<string, readonly string[]>;
}

/**
 * Grades the students of a team whose hand-in, rubric or marks have changed since they were graded, and writes
 * `apps/<team>/grades/<student>/grade.json`: without a time, so that the same hand-in gives the same bytes. Whether
 * something has changed is seen by the hashes of all files that the grade rests on.
 * @throws RecordMissingError, RecordInvalidError for the team file; StudentUnknownError
 */
export function regradeTeam(workspace: Workspace, team: string, options: RegradeOptions): GradedTeam {
  const { rubric, students, force = false } = options;
  const memory = new TeamMemory(workspace, team, { forget: force });
  const handIns = readTeamHandIn(workspace, team, memory.hashes);
  const left = studentsWhoLeft(workspace, team, new Set(handIns.team.members.map(({ id }) => id)));
  const graded: GradedTeam = { team, students: [], left, problems: [] };
  for (const student of membersOf(handIns, students)) {
    const file = workspace.gradeFile(team, student.id);
    const rivals = options.rivals
      ? (options.rivals.get(discussionOf(workspace, team, student.id)) ?? [])
      : memory.rivalsOf(student.id);
    const before = memory.findUnchanged(student.id, rubric.sha256, rivals);
    if (before) {
      graded.students.push({ grade: before, file, gradedAgain: false, changed: false });
      continue;
    }
    memory.forget(student.id);
    const handIn = new HandIn(handIns, student, memory.hashes, rivals);
    const grade = gradeHandIn(handIn, rubric);
    const json = toJson(grade);
    try {
      graded.students.push({
        grade,
        file,
        gradedAgain: true,
        changed: writeWhole(file, json, { flush: false }),
      });
    } catch (error) {
      if (!(error instanceof TeamnetError)) throw error;
      graded.problems.push(error);
      continue;
    }
    // What the grader could not judge it tries again, whether or not a file changes.
    if (isJudged(grade)) memory.keep(grade, json, handIn);
  }
  memory.save();
  return graded;
}

/** Whether the grader could do its work: no item in state error, marks readable. */
export function isJudged({ items, problem }: Grade): boolean {
  return problem === undefined && items.every(({ state }) => state !== 'error');
}

function discussionOf(workspace: Workspace, team: string, student: string): string {
  return relative(workspace.root, workspace.discussionFile(team, student)).split(sep).join('/');
}

function studentsWhoLeft(workspace: Workspace, team: string, members: ReadonlySet<string>): string[] {
  try {
    return readdirSync(workspace.gradesFolder(team), { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !members.has(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}
