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

/** A rubric asks for an item that no check answers. */
export class RubricUnknownItemError extends TeamnetError {
  constructor(file: string, id: string, known: readonly string[]) {
    super({
      code: 'rubric-unknown-item',
      message: `${file}: there is no item "${id}".`,
      remedy: `Use one of ${known.join(', ')}; what only a person can judge stands under "manual".`,
      exitCode: 2,
    });
  }
}

/** A rubric sets an item's option to what it cannot be. */
export class RubricOptionError extends TeamnetError {
  constructor(file: string, problem: string, remedy: string) {
    super({ code: 'rubric-option', message: `${file}: ${problem}.`, remedy, exitCode: 2 });
  }
}

/** A mark is for an item that the rubric does not have. */
export class MarkUnknownItemError extends TeamnetError {
  constructor(id: string, known: readonly string[]) {
    super({
      code: 'mark-unknown-item',
      message: `The rubric has no item "${id}".`,
      remedy: `Use one of: ${known.join(', ')}.`,
      exitCode: 2,
    });
  }
}

/** A mark gives points that its item cannot have. */
export class MarkPointsError extends TeamnetError {
  constructor(id: string, points: number, possible: number) {
    super({
      code: 'mark-points',
      message: `The item "${id}" cannot have ${points} points.`,
      remedy: `Give from 0 to ${possible}, as the rubric says.`,
      exitCode: 2,
    });
  }
}
