import { sep } from 'node:path';
import {
  type Homework,
  readHomework,
  readRepeatRuns,
  readTeam,
  readTeamRuns,
  type Team,
  TeamnetError,
  type TeamRun,
  type Workspace,
} from '@teamnet/records';
import { HomeworkOfOtherTeamError } from './errors.js';

/** What lies on disk of one team. */
export interface TeamRecords {
  team: Team;
  homework: Homework;
  /** Each run that the homework asks for, shared or not. */
  runs: TeamRun[];
  /** The same of the repeats that `"seeds"` asks for. */
  repeats: TeamRun[];
}

/** A team whose files cannot be read, and what is wrong, with paths relative to the checkout. */
export interface TeamProblem {
  team: string;
  problem: string;
}

/** @throws RecordMissingError, RecordInvalidError (team file, homework.json), HomeworkOfOtherTeamError */
export function readTeamRecords(workspace: Workspace, team: string): TeamRecords {
  const { members } = readTeam(workspace.teamFile(team));
  const file = workspace.homeworkFile(team);
  const homework = readHomework(file);
  if (homework.team !== team) throw new HomeworkOfOtherTeamError(file, homework.team, team);
  return {
    team: { team, members },
    homework,
    runs: readTeamRuns(workspace, homework),
    repeats: readRepeatRuns(workspace, homework),
  };
}

/** Several teams; one that cannot be read costs the others nothing. */
export function readClass(
  workspace: Workspace,
  teams: readonly string[],
): { records: TeamRecords[]; problems: TeamProblem[] } {
  const records: TeamRecords[] = [];
  const problems: TeamProblem[] = [];
  for (const team of teams) {
    try {
      records.push(readTeamRecords(workspace, team));
    } catch (error) {
      if (!(error instanceof TeamnetError)) throw error;
      problems.push({ team, problem: error.message.replaceAll(`${workspace.root}${sep}`, '') });
    }
  }
  return { records, problems };
}
