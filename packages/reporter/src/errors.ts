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

/** A comparison was asked for something that none of the runs is. */
export class FilterUnknownError extends TeamnetError {
  constructor(option: string, value: string, known: readonly string[]) {
    super({
      code: 'filter-unknown',
      message: `${option}: no run in the comparison is of "${value}".`,
      remedy:
        known.length > 0 ? `There is: ${known.join(', ')}.` : 'No run is shared yet; train or collect some.',
      exitCode: 2,
    });
  }
}

/** The system refuses to watch files (too many are watched, or the folder is on a share that cannot tell). */
export class WatchFailedError extends TeamnetError {
  constructor(cause: NodeJS.ErrnoException) {
    super({
      code: 'watch-failed',
      message: `The files can no longer be watched (${cause.message}).`,
      remedy:
        cause.code === 'ENOSPC'
          ? 'Close other programs that watch files, or run "teamnet report" after each change.'
          : 'Run "teamnet report" after each change.',
      cause,
    });
  }
}

/** Neither a folder with a run.json nor a `team/experiment/dataset` that is there. */
export class RunUnknownError extends TeamnetError {
  constructor(name: string, known: readonly string[]) {
    const some = known.slice(0, 6).join(', ');
    super({
      code: 'run-unknown',
      message: `There is no run "${name}": it is no folder with a run.json, and no team/experiment/dataset.`,
      remedy:
        known.length > 0
          ? `There is, for example: ${some}${known.length > 6 ? `, and ${known.length - 6} more` : ''}.`
          : 'No run is there yet; train or collect some.',
      exitCode: 2,
    });
  }
}

/** A page of the site would have shown somebody whom the class list marks as private; nothing was written. */
export class SitePrivacyError extends TeamnetError {
  constructor(file: string, student: string) {
    super({
      code: 'site-private',
      message: `The page ${file} would show ${student}, whom the class list marks as private, so no site was written.`,
      remedy: `Look for the id or name in what the team wrote (homework.json, discussion/, src/) and take it out there.`,
    });
  }
}

/** The folder of a site holds what is not a site's; it is left as it is. */
export class SiteFolderTakenError extends TeamnetError {
  constructor(folder: string, why: string) {
    super({
      code: 'site-folder-taken',
      message: `${folder}: ${why}.`,
      remedy: 'Choose another folder with --out, or move that away.',
      exitCode: 2,
    });
  }
}
