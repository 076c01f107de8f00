import { fromPlainError, type PlainError, type TeamnetError, toPlainError } from '@teamnet/records';
import type { GradedOrNot } from '../grade-class.js';
import type { GradedTeam } from '../regrade-team.js';

/** What a worker is started with. */
export interface WorkerTask {
  /** Root of the checkout. */
  root: string;
  /** File of the rubric. */
  rubric: string;
  force: boolean;
}

/** A team to grade. */
export interface TeamRequest {
  team: string;
  /** Of this team alone. */
  rivals: [string, readonly string[]][];
}

/** A team, graded, as it passes between threads. */
export type TeamAnswer =
  | (Omit<GradedTeam, 'problems'> & { problems: PlainError[] })
  | { team: string; problem: PlainError };

export function toAnswer(graded: GradedOrNot): TeamAnswer {
  if ('problem' in graded) return { team: graded.team, problem: toPlainError(graded.problem) };
  return { ...graded, problems: graded.problems.map(toPlainError) };
}

export function fromAnswer(answer: TeamAnswer): GradedOrNot {
  if ('problem' in answer) return { team: answer.team, problem: fromPlainError(answer.problem) };
  return { ...answer, problems: answer.problems.map((problem) => fromPlainError(problem) as TeamnetError) };
}
