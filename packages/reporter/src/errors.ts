import { TeamnetError } from '@teamnet/records';

/** A report was asked for of a student who is not in the team. */
export class StudentUnknownError extends TeamnetError {
  constructor(team: string, student: string, members: readonly string[]) {
    super({
      code: 'student-unknown',
      message: `There is no student "${student}" in ${team}.`,
      remedy: `Use one of: ${members.join(', ')}.`,
      exitCode: 2,
    });
  }
}

/** homework.json lies in another team's app. */
export class HomeworkOfOtherTeamError extends TeamnetError {
  constructor(file: string, says: string, team: string) {
    super({
      code: 'homework-other-team',
      message: `${file}: it says team "${says}".`,
      remedy: `Write "team": "${team}".`,
      exitCode: 2,
    });
  }
}

/** A student's discussion is there but cannot be read (a folder, no permission); it is left as it is. */
export class DiscussionUnreadableError extends TeamnetError {
  constructor(file: string, cause: NodeJS.ErrnoException) {
    super({
      code: 'discussion-unreadable',
      message: `${file} cannot be read (${cause.message}).`,
      remedy: 'Check that it is a text file that you may read.',
      cause,
    });
  }
}

/** `compareTeams` was given no team. */
export class NoTeamsError extends TeamnetError {
  constructor() {
    super({
      code: 'no-teams',
      message: 'There is no team to compare.',
      remedy: 'Name at least one team; the files are in teams/.',
      exitCode: 2,
    });
  }
}
