import { TeamnetError } from '@teamnet/records';

/** A weights file that is missing, damaged, hostile, or of a kind that is not read here. */
export class WeightsFileError extends TeamnetError {
  constructor(file: string, problem: string, remedy: string, cause?: unknown) {
    super({ code: 'weights-file-invalid', message: `${file}: ${problem}`, remedy, exitCode: 2, cause });
  }
}

/** The weights are those of another network. */
export class WeightsMismatchError extends TeamnetError {
  constructor(source: string, problem: string, remedy: string) {
    super({ code: 'weights-mismatch', message: `${source}: ${problem}`, remedy, exitCode: 2 });
  }
}
