import { TeamnetError } from '@teamnet/records';
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

/** An error without its class, which does not pass between threads. */
interface PlainError {
  message: string;
  stack?: string;
  /** Of a TeamnetError only. */
  details?: { code: string; remedy: string; exitCode: 1 | 2 };
}

/** A team, graded, as it passes between threads. */
export type TeamAnswer =
  | (Omit<GradedTeam, 'problems'> & { problems: PlainError[] })
  | { team: string; problem: PlainError };

export function toAnswer(graded: GradedOrNot): TeamAnswer {
  if ('problem' in graded) return { team: graded.team, problem: toPlain(graded.problem) };
  return { ...graded, problems: graded.problems.map(toPlain) };
}

export function fromAnswer(answer: TeamAnswer): GradedOrNot {
  if ('problem' in answer) return { team: answer.team, problem: fromPlain(answer.problem) };
  return { ...answer, problems: answer.problems.map((problem) => fromPlain(problem) as TeamnetError) };
}

function toPlain(error: Error): PlainError {
  const { message, stack } = error;
  const plain = { message, ...(stack === undefined ? {} : { stack }) };
  if (!(error instanceof TeamnetError)) return plain;
  const { code, remedy, exitCode } = error;
  return { ...plain, details: { code, remedy, exitCode } };
}

function fromPlain({ message, stack, details }: PlainError): Error {
  const error = details ? new TeamnetError({ message, ...details }) : new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
