import { TeamnetError } from './errors.js';

/** An error without its class, which does not pass between threads. */
export interface PlainError {
  message: string;
  stack?: string;
  /** Of a TeamnetError only. */
  details?: { code: string; remedy: string; exitCode: 1 | 2 };
}

/** What can be posted to another thread of an error. */
export function toPlainError(error: Error): PlainError {
  const { message, stack } = error;
  const plain = { message, ...(stack === undefined ? {} : { stack }) };
  if (!(error instanceof TeamnetError)) return plain;
  const { code, remedy, exitCode } = error;
  return { ...plain, details: { code, remedy, exitCode } };
}

/** The error again: a TeamnetError, though not of the class that it had, or an Error. */
export function fromPlainError({ message, stack, details }: PlainError): Error {
  const error = details ? new TeamnetError({ message, ...details }) : new Error(message);
  if (stack !== undefined) error.stack = stack;
  return error;
}
