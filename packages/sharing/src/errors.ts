import { TeamnetError } from '@teamnet/records';

/** There is nothing to share, or an option names what is not there. */
export class ShareError extends TeamnetError {
  constructor(problem: string, remedy: string) {
    super({ code: 'share-impossible', message: problem, remedy, exitCode: 2 });
  }
}

/** A file of shared runs is broken, was changed, or does not belong here. Nothing of it went in. */
export class ShareInvalidError extends TeamnetError {
  constructor(file: string, problem: string, remedy: string, cause?: unknown) {
    super({ code: 'share-invalid', message: `${file}: ${problem}`, remedy, cause });
  }
}

/** It would overwrite a run that is there. Nothing of the file went in. */
export class ShareRefusedError extends TeamnetError {
  constructor(file: string, problem: string, remedy: string) {
    super({ code: 'share-refused', message: `${file}: ${problem}`, remedy });
  }
}
