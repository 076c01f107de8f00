import { TeamnetError } from '@teamnet/records';

/** A student was asked for who is not in the team. */
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
