import { TeamnetError } from '@teamnet/records';

/** An option is missing or has a value that no command can use. */
export class UsageError extends TeamnetError {
  constructor(message: string, remedy: string) {
    super({ code: 'usage', message, remedy, exitCode: 2 });
  }
}

/** A check that the command was asked for does not hold; its details have been printed already. */
export class CheckFailedError extends TeamnetError {
  constructor(message: string, remedy: string) {
    super({ code: 'check-failed', message, remedy });
  }
}
