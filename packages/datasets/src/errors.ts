import { TeamnetError } from '@teamnet/records';
import { decodeProblem } from './decode/decode-problem.js';
import { inMessage } from './in-message.js';

/** A name that is not one of Teamnet's data sets. */
export class DatasetUnknownError extends TeamnetError {
  constructor(name: string, known: readonly string[]) {
    super({
      code: 'dataset-unknown',
      message: `There is no data set "${name}".`,
      remedy: `Use one of: ${known.join(', ')}.`,
      exitCode: 2,
    });
  }
}

/** A split expression that TFDS would refuse, or that this data set does not have. */
export class SplitInvalidError extends TeamnetError {
  constructor(expression: string, problem: string) {
    super({
      code: 'split-invalid',
      message: inMessage(`Split "${expression}": ${problem}`),
      remedy: 'Write it as TFDS does, e.g. train, train[:80%], train[80%:]+test, train[100:200].',
      exitCode: 2,
    });
  }
}

/** The one source that was asked for has nothing for this data set. */
export class SourceMissingError extends TeamnetError {
  constructor(name: string, source: string, problem: string) {
    super({
      code: 'source-missing',
      message: `${name} from source ${source}: ${problem}`,
      remedy: 'Name the right folder with --data-dir or --manual-dir, or leave --source out.',
      exitCode: 2,
    });
  }
}

/** A folder of images that is not laid out as a data set. */
export class ImageFolderError extends TeamnetError {
  /** The message without the path and the stop behind it. */
  readonly problem: string;

  constructor(
    readonly path: string,
    problem: string,
    remedy: string,
    cause?: unknown,
  ) {
    super({
      code: 'image-folder-invalid',
      message: inMessage(`${path}: ${problem}`),
      remedy: inMessage(remedy),
      cause,
    });
    this.problem = problem.replace(/\.$/, '');
  }
}

/** Image bytes that cannot be decoded. */
export class ImageCorruptError extends TeamnetError {
  constructor(
    readonly where: string,
    cause: unknown,
    remedy = 'Replace or remove that image ("teamnet data verify" names all that are broken), or leave such images out with --skip-broken.',
  ) {
    super({
      code: 'image-corrupt',
      message: inMessage(`${where} is not a whole image: ${decodeProblem(cause)}.`),
      remedy,
      cause,
    });
  }
}

/** So many images are broken that leaving them out would make another data set. */
export class TooManyBrokenError extends TeamnetError {
  constructor(what: string, examples: readonly string[]) {
    super({
      code: 'too-many-broken',
      message: inMessage(`${what}: ${examples.join('; ')}.`),
      remedy: 'Get a whole copy of the data set; "teamnet data verify" names every image that is broken.',
    });
  }
}

/** A TFRecord file, or the json beside it, that is not what TFDS writes. */
export class PreparedInvalidError extends TeamnetError {
  /** The message without the file and the stop behind it. */
  readonly problem: string;

  constructor(file: string, problem: string, cause?: unknown) {
    super({
      code: 'prepared-invalid',
      message: inMessage(`${file}: ${problem}`),
      remedy: 'Remove that version folder (teamnet data remove) and prepare the data set again.',
      cause,
    });
    this.problem = problem.replace(/\.$/, '');
  }
}

/** An archive that is cut off, broken, or holds what it must not. */
export class ArchiveInvalidError extends TeamnetError {
  /** The message without the file. */
  readonly problem: string;

  constructor(
    file: string,
    problem: string,
    cause?: unknown,
    remedy = 'Remove that file and download it again.',
  ) {
    super({ code: 'archive-invalid', message: inMessage(`${file}: ${problem}`), remedy, cause });
    this.problem = problem;
  }
}

/** The host answered, but the download could not be finished. */
export class DownloadFailedError extends TeamnetError {
  constructor(
    address: string,
    problem: string,
    cause?: unknown,
    remedy = 'Run the same command again; it goes on from what has arrived.',
  ) {
    super({ code: 'download-failed', message: `${address}: ${problem}`, remedy, cause });
  }
}

/** The host could not be reached at all, or has no file to give; the caller may turn to the stand-in. */
export class HostUnreachableError extends TeamnetError {
  constructor(
    readonly address: string,
    readonly reason: string,
    cause?: unknown,
  ) {
    super({
      code: 'host-unreachable',
      message: `${address} cannot be reached: ${reason}.`,
      remedy: 'Check the connection, or put the archives into a folder and name it with --manual-dir.',
      cause,
    });
  }
}

/** The data folder could not be written: read-only, full, not allowed. */
export class DataFolderError extends TeamnetError {
  constructor(folder: string, cause: NodeJS.ErrnoException) {
    const reasons: Record<string, string> = {
      ENOSPC: 'the disk is full',
      EDQUOT: 'your disk quota is used up',
      EROFS: 'the file system is read-only',
      EACCES: 'you may not write there',
      EPERM: 'you may not write there',
      ENOTDIR: 'it is not a folder',
    };
    const full = cause.code === 'ENOSPC' || cause.code === 'EDQUOT';
    super({
      code: 'data-folder-not-writable',
      message: `${folder}: ${reasons[cause.code ?? ''] ?? cause.message}.`,
      remedy: full
        ? 'Free some space and run the same command again; it goes on from what has arrived.'
        : 'Name a folder that you may write to with --data-dir or $TFDS_DATA_DIR.',
      cause,
    });
  }
}

/** Ctrl-C, or an AbortSignal of the caller. */
export class InterruptedError extends TeamnetError {
  constructor(what: string) {
    super({
      code: 'interrupted',
      message: `${what} was interrupted.`,
      remedy:
        'Run the same command again; nothing half-written was left, and it goes on from what has arrived.',
    });
  }
}

/** What load, builder and asDataset cannot do with an option. */
export class LoadOptionError extends TeamnetError {
  constructor(option: string, problem: string, remedy: string) {
    super({
      code: 'load-option-invalid',
      message: inMessage(`${option}: ${problem}`),
      remedy: inMessage(remedy),
      exitCode: 2,
    });
  }
}

/** A data set that is asked for its examples before downloadAndPrepare. */
export class NotPreparedError extends TeamnetError {
  constructor(name: string) {
    super({
      code: 'not-prepared',
      message: `${name} has not been made ready.`,
      remedy: 'Await builder.downloadAndPrepare() first, or use load().',
    });
  }
}

/** A definition that makes no data set. */
export class DefinitionInvalidError extends TeamnetError {
  constructor(name: string, problem: string, remedy: string) {
    super({
      code: 'dataset-definition-invalid',
      message: inMessage(`Data set "${name}": ${problem}`),
      remedy: inMessage(remedy),
      exitCode: 2,
    });
  }
}

/** A team's own data set whose images are not on this machine: misspelled, or with a team-mate only. */
export class DatasetImagesMissingError extends TeamnetError {
  constructor(name: string, kind: 'folder' | 'archive', path: string) {
    const place =
      kind === 'folder'
        ? 'Put its images there, <label>/*.jpg or <split>/<label>/*.jpg,'
        : 'Put that archive there, with <label>/*.jpg or <split>/<label>/*.jpg in it,';
    super({
      code: 'dataset-images-missing',
      message: inMessage(`Data set "${name}": there is no ${kind} ${path}.`),
      remedy: `${place} or correct "${kind}" in homework.json.`,
      exitCode: 2,
    });
  }
}
