import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PhotoCredit } from '@teamnet/records';
import { PreparedInvalidError } from '../errors.js';
import { readText } from '../sources/read-text.js';

/** Lies beside the shards, where TFDS passes over it. */
export const CREDITS_FILE = 'CREDITS.tsv';

/** Records do not keep the names of their photos: no other file of the folder has them. */
const HEADER = 'tfds_id\tphoto\tphotographer\turl';

const ADDRESS = /^https?:\/\/[!-~]+$/;
/** What would garble a page or a terminal; preparing writes none. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u;

/** A record, the photo in it by its name in the archive, and who made that. */
export interface CreditedRecord extends PhotoCredit {
  tfdsId: string;
  photo: string;
}

/** Text of CREDITS.tsv: a line a record, in the order of the records. */
export function formatCredits(records: readonly CreditedRecord[]): string {
  const lines = records.map(({ tfdsId, photo, photographer, url = '' }) =>
    [tfdsId, photo, photographer, url].join('\t'),
  );
  return `${[HEADER, ...lines].join('\n')}\n`;
}

/**
 * Credits by `tfds_id` of a version folder; none where it has no CREDITS.tsv, as when Python prepared it.
 * @throws PreparedInvalidError that names the line
 */
export function readCredits(folder: string): Map<string, PhotoCredit> {
  const file = join(folder, CREDITS_FILE);
  const credits = new Map<string, PhotoCredit>();
  if (!existsSync(file)) return credits;
  const [header, ...lines] = readText(file).trimEnd().split(/\r?\n/);
  if (header !== HEADER) throw new PreparedInvalidError(file, 'its first line is not that of credits.');
  for (const [index, line] of lines.entries()) {
    const [tfdsId, photo, photographer, url = '', ...more] = line.split('\t');
    const complete = tfdsId && photo && photographer && more.length === 0;
    if (!complete || (url && !ADDRESS.test(url)) || UNSEEN.test(photo + photographer))
      throw new PreparedInvalidError(file, `its line ${index + 2} is no credit.`);
    credits.set(tfdsId, { photographer, ...(url ? { url } : {}), photo });
  }
  return credits;
}
