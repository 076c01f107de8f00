import { TeamnetError } from '@teamnet/records';
import { CommanderError } from 'commander';

/**
 * Tells about an error in one to three lines on standard error and gives the exit code: 1 the work failed, 2 wrong
 * usage. With `debug` the stack follows.
 */
export function printError(error: unknown, write: (text: string) => void, debug: boolean): number {
  if (error instanceof CommanderError) return usageExitCode(error);
  const { message, remedy, exitCode } = describeError(error);
  write(`error: ${message}\n  → ${remedy}\n`);
  if (debug && error instanceof Error) write(`${withCauses(error)}\n`);
  return exitCode;
}

/** Commander has printed help, version or the complaint itself. */
function usageExitCode(error: CommanderError): number {
  return error.exitCode === 0 ? 0 : 2;
}

/** What happened and what to do, for any error. */
export function describeError(error: unknown): { message: string; remedy: string; exitCode: number } {
  if (error instanceof TeamnetError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC')
    return {
      message: `The disk is full (${message}).`,
      remedy: 'Free some space and run it again.',
      exitCode: 1,
    };
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return {
      message: `A file may not be written or read (${message}).`,
      remedy: 'Choose another folder, or mend its permissions.',
      exitCode: 1,
    };
  return {
    message: error instanceof Error ? `${error.name}: ${message}` : String(error),
    remedy: 'This looks like a fault in Teamnet; the same command with --debug shows where.',
    exitCode: 1,
  };
}

function withCauses(error: Error): string {
  const stack = error.stack ?? error.message;
  return error.cause instanceof Error ? `${stack}\ncaused by ${withCauses(error.cause)}` : stack;
}
