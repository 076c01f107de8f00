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

/** The process that computes was ended from outside; Linux does so when memory runs out (SIGKILL). */
export class KilledError extends TeamnetError {
  constructor(command: string, signal: string) {
    super({
      code: 'killed',
      message: `"teamnet ${command}" was ended from outside (${signal}).`,
      remedy:
        signal === 'SIGKILL'
          ? 'Mostly memory ran out: choose a smaller batchSize or imageSize; the next run goes on from the last epoch.'
          : 'Run the same command again; it goes on from the last epoch.',
    });
  }
}
