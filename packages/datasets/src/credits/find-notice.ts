import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PhotoCredit } from '@teamnet/records';
import type { DatasetBuilder } from '../builders/builder.js';
import { readText } from '../sources/read-text.js';
import { parseCredits } from './parse-credits.js';

/**
 * Credits by example key of a folder that the archive was unpacked into: its LICENSE.txt lies in the folder itself or
 * in that of a split (`flower_photos/`). None where there is no such file.
 * @throws PreparedInvalidError where it cannot be read
 */
export function findNotice(folder: string, builder: DatasetBuilder<string>): Map<string, PhotoCredit> {
  if (!builder.credits || !('notice' in builder.credits)) return new Map();
  const { notice } = builder.credits;
  const places = ['.', ...Object.keys(builder.splitFolders)].map((split) => join(folder, split, notice));
  const file = places.find((place) => existsSync(place));
  return file === undefined ? new Map() : parseCredits(readText(file));
}
