import { extname } from 'node:path';
import type { PictureFormat } from '@teamnet/datasets';
import { InvalidArgumentError } from 'commander';

/** What a picture's file name asks for, upper case or lower; null when it is neither. */
export function pictureFormat(file: string): PictureFormat | null {
  const extension = extname(file).toLowerCase();
  return extension === '.png' ? 'png' : extension === '.svg' ? 'svg' : null;
}

/** Parses the file name of a picture. */
export function pictureFile(file: string): string {
  if (pictureFormat(file) === null) throw new InvalidArgumentError('It must end in .png or .svg.');
  return file;
}
