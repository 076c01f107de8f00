import { TeamnetError } from '@teamnet/records';

/** The class list cannot be read: no such column, a row without an id, an id twice, broken quotes. */
export class ClassListError extends TeamnetError {
  constructor(problem: string, remedy: string, cause?: unknown) {
    super({ code: 'class-list-invalid', message: `Class list: ${problem}`, remedy, exitCode: 2, cause });
  }
}

/** The class list is fine, but no division into teams of three or four keeps every wish. */
export class TeamsImpossibleError extends TeamnetError {
  constructor(problem: string, remedy: string) {
    super({ code: 'teams-impossible', message: problem, remedy });
  }
}

/** A new team would overwrite what is there. */
export class TeamExistsError extends TeamnetError {
  constructor(team: string, file: string) {
    super({
      code: 'team-exists',
      message: `There is a ${team} already: ${file}.`,
      remedy: 'Choose another name, or edit that file; nothing was changed.',
    });
  }
}

/** A new team that the rules of the homework do not allow. */
export class NewTeamError extends TeamnetError {
  constructor(problem: string, remedy: string) {
    super({ code: 'team-not-allowed', message: problem, remedy, exitCode: 2 });
  }
}
