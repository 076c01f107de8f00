import { TeamnetError } from '@teamnet/records';

/** A table of a platform or a teacher cannot be read. */
export class TableUnreadableError extends TeamnetError {
  constructor(file: string, why: string, remedy: string) {
    super({ code: 'table-unreadable', message: `${file} cannot be read: ${why}.`, remedy, exitCode: 2 });
  }
}

/** The table is there, but is not what that platform gives to be filled in. */
export class WorksheetInvalidError extends TeamnetError {
  constructor(file: string, problem: string, remedy: string) {
    super({ code: 'worksheet-invalid', message: `${file}: ${problem}.`, remedy, exitCode: 2 });
  }
}

/** The file that says who is who on the platform is not right. */
export class MapInvalidError extends TeamnetError {
  constructor(file: string, problem: string, remedy: string) {
    super({ code: 'map-invalid', message: `${file}: ${problem}.`, remedy, exitCode: 2 });
  }
}

/** There is nothing that could be handed on, or it cannot be scaled. */
export class ExportImpossibleError extends TeamnetError {
  constructor(message: string, remedy: string) {
    super({ code: 'export-impossible', message, remedy });
  }
}

/** An export is to go where something else lies. */
export class ExportFolderTakenError extends TeamnetError {
  constructor(folder: string) {
    super({
      code: 'export-folder-taken',
      message: `${folder} holds something that is not an export of Teamnet.`,
      remedy: 'Give another folder with --out, or move what is in it out of the way.',
    });
  }
}
