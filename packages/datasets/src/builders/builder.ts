import type { PhotoCredit, SplitExpressions } from '@teamnet/records';
import type { NameEncoding } from '../prepare/name-encodings.js';

/** An original archive: where it is, and what it must be byte for byte. */
export interface Archive {
  /** File name, in a manual folder and at the end of the address. */
  file: string;
  url: string;
  bytes: number;
  sha256: string;
  /** TFDS split that its images belong to. */
  split: string;
}

/** What TFDS' builder of a data set says, as data. */
export interface DatasetBuilder<Name extends string = string> {
  name: Name;
  version: string;
  /** Class names in label order. */
  labels: readonly string[];
  archives: readonly Archive[];
  /** Absolute path of the team's own image folder, which is read in place; absent where archives are. */
  folder?: string;
  /** Absolute path of the team's own archive that this folder was unpacked from; absent where it was none. */
  archive?: string;
  /** The code page that the names in it were found to be in; absent where they say it, or are UTF-8. */
  archiveNames?: Pick<NameEncoding, 'name' | 'whose'>;
  /** Image shape for features.json; -1 is any. */
  imageShape: readonly [number, number, number];
  /** Example key and label of an archive member; null for members that TFDS leaves out. */
  member(path: string): { key: string; label: string } | null;
  /** Example key of `<label>/<file>` in a plain image folder: what TFDS would call it. */
  folderKey(split: string, label: string, file: string): string;
  /** Names of folders that say which split the images below them belong to. */
  splitFolders: Readonly<Record<string, string>>;
  defaultSplits: SplitExpressions;
  description: string;
  citation: string;
  license: string;
  /** Who made the photos: one for all, or the file in the archive that names them; absent where nobody is known. */
  credits?: { everyPhoto: PhotoCredit } | { notice: string };
  homepage: string;
  moduleName: string;
  releaseNotes?: Record<string, string>;
}
