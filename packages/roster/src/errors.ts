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

/** New teams would overwrite what is there. */
export class TeamExistsError extends TeamnetError {
  constructor(teams: readonly string[], file: string) {
    super({
      code: 'team-exists',
      message:
        teams.length === 1
          ? `There is a ${teams[0]} already: ${file}.`
          : `There are ${teams.join(', ')} already, e.g. ${file}.`,
      remedy:
        teams.length === 1
          ? 'Choose another name, or edit that file; nothing was changed.'
          : 'Nothing was changed. Give other names in the column "team", or move these files and apps away first, e.g. those of the examples.',
    });
  }
}

/** Another process changes teams just now. */
export class TeamsBusyError extends TeamnetError {
  constructor(holder: string) {
    super({
      code: 'teams-busy',
      message: `The teams are being changed by ${holder}.`,
      remedy: 'Wait until it is done, then run the same command again; nothing was changed.',
    });
  }
}

/** A new team that the rules of the homework do not allow. */
export class NewTeamError extends TeamnetError {
  constructor(problem: string, remedy: string) {
    super({ code: 'team-not-allowed', message: problem, remedy, exitCode: 2 });
  }
}

/** A change of teams that the rules of the homework do not allow, or that names what is not there. */
export class TeamChangeError extends TeamnetError {
  constructor(problem: string, remedy: string) {
    super({ code: 'team-change-refused', message: problem, remedy });
  }
}
