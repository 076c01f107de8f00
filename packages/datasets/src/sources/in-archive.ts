import type { DatasetBuilder } from '../builders/builder.js';
import { ImageFolderError } from '../errors.js';

/** Where a team's images were unpacked to, and from. */
type Unpacked = Pick<DatasetBuilder, 'folder' | 'archive'>;

/** A path in the folder that an archive was unpacked to, as one in the archive: what a person knows. */
export function pathInArchive(path: string, { folder, archive }: Unpacked): string {
  return folder === undefined || archive === undefined ? path : path.replaceAll(folder, archive);
}

/** Looks into that folder; its errors name the archive. @throws ImageFolderError, and what `look` throws */
export function inArchive<T>(unpacked: Unpacked, look: () => T): T {
  try {
    return look();
  } catch (error) {
    if (!(error instanceof ImageFolderError) || unpacked.archive === undefined) throw error;
    const { path, problem, remedy } = error;
    throw new ImageFolderError(
      pathInArchive(path, unpacked),
      `${pathInArchive(problem, unpacked)}.`,
      pathInArchive(remedy, unpacked),
      error,
    );
  }
}
