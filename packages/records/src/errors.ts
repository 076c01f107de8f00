/** What every Teamnet error carries: a code, one sentence of what and where, one of what to do. */
export interface ErrorDetails {
  /** Stable kebab-case word, e.g. `team-missing`. */
  code: string;
  /** What is wrong and in which file or option. */
  message: string;
  /** What the reader can do about it. */
  remedy: string;
  /** 1 = the work failed, 2 = wrong usage. */
  exitCode?: 1 | 2;
  cause?: unknown;
}

/** Base class of all errors that a student or teacher may see; the command line prints message and remedy. */
export class TeamnetError extends Error {
  readonly code: string;
  readonly remedy: string;
  readonly exitCode: 1 | 2;

  constructor(details: ErrorDetails) {
    super(details.message, details.cause === undefined ? {} : { cause: details.cause });
    this.name = new.target.name;
    this.code = details.code;
    this.remedy = details.remedy;
    this.exitCode = details.exitCode ?? 1;
  }
}

/** A record file that should be there is not. */
export class RecordMissingError extends TeamnetError {
  constructor(kind: string, file: string, remedy: string) {
    super({ code: `${kind}-missing`, message: `There is no ${kind} file ${file}.`, remedy, exitCode: 2 });
  }
}

/** A record file is there but is not what its schema says. */
export class RecordInvalidError extends TeamnetError {
  constructor(kind: string, file: string, problem: string, remedy: string) {
    super({ code: `${kind}-invalid`, message: `${file}: ${problem}`, remedy, exitCode: 2 });
  }
}

const FILE_IN_THE_WAY: [string, string] = [
  'a part of its path is a file, not a folder',
  'Choose another folder, or move that file out of the way.',
];

/** A file could not be written (full disk, read-only folder); what stood there before is untouched. */
export class RecordWriteError extends TeamnetError {
  constructor(file: string, cause: NodeJS.ErrnoException) {
    const reasons: Record<string, [string, string]> = {
      ENOSPC: ['the disk is full', 'Free some space and run the same command again.'],
      ENOTDIR: FILE_IN_THE_WAY,
      EEXIST: FILE_IN_THE_WAY,
      EROFS: ['the file system is read-only', 'Choose a folder that you may write to.'],
      EACCES: ['you may not write there', 'Choose a folder that you may write to, or mend its permissions.'],
      EPERM: ['you may not write there', 'Choose a folder that you may write to, or mend its permissions.'],
    };
    const [why, remedy] = reasons[cause.code ?? ''] ?? [cause.message, 'Mend what it says and run again.'];
    super({ code: 'write-failed', message: `Could not write ${file}: ${why}.`, remedy, cause });
  }
}
