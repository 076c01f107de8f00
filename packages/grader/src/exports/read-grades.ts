import {
  type Grade,
  type Language,
  readGrade,
  readHomework,
  readTeam,
  TeamnetError,
  type Workspace,
} from '@teamnet/records';

/** The grades of some teams as they lie. */
export interface ReadGrades {
  grades: { grade: Grade; language: Language }[];
  /** Students (or teams) whose grade cannot be read, and why. */
  problems: { student: string; why: string }[];
}

/**
 * Reads `grades/<student>/grade.json` of the teams' members, in the order of the teams. One that is not there or is broken
 * is said and stops no other.
 */
export function readGrades(workspace: Workspace, teams: readonly string[]): ReadGrades {
  const read: ReadGrades = { grades: [], problems: [] };
  for (const name of teams) {
    const team = orProblem(() => readTeam(workspace.teamFile(name)), name, read);
    const language = languageOf(workspace, name);
    for (const { id } of team?.members ?? []) {
      const grade = orProblem(() => readGrade(workspace.gradeFile(name, id)), id, read);
      if (grade) read.grades.push({ grade, language });
    }
  }
  return read;
}

/** The language of a team's homework; English where that cannot be read. */
export function languageOf(workspace: Workspace, team: string): Language {
  try {
    return readHomework(workspace.homeworkFile(team)).language ?? 'en';
  } catch (error) {
    if (error instanceof TeamnetError) return 'en';
    throw error;
  }
}

function orProblem<T>(read: () => T, student: string, into: ReadGrades): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof TeamnetError)) throw error;
    into.problems.push({ student, why: `${error.message} ${error.remedy}` });
    return undefined;
  }
}
