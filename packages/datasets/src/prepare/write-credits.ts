import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CREDITS_FILE, type CreditedRecord, formatCredits } from '../credits/credits-file.js';
import { parseCredits } from '../credits/parse-credits.js';

/** A file of an archive that names the photographers. */
export interface Notice {
  /** File name, without folders. */
  name: string;
  bytes: Uint8Array;
}

/** A record that was written, and the example key of its photo. */
export interface WrittenRecord {
  tfdsId: string;
  photo: string;
}

/**
 * Keeps an archive's notice beside the shards, byte for byte, and CREDITS.tsv, which says who made the photo of each
 * record. There is no such file where the notice names none of them.
 */
export function writeCredits(folder: string, notice: Notice, records: readonly WrittenRecord[]): void {
  writeFileSync(join(folder, notice.name), notice.bytes);
  const credits = parseCredits(Buffer.from(notice.bytes).toString('utf8'));
  const credited = records.flatMap(({ tfdsId, photo }): CreditedRecord[] => {
    const credit = credits.get(photo);
    return credit ? [{ tfdsId, photo, ...credit }] : [];
  });
  if (credited.length > 0) writeFileSync(join(folder, CREDITS_FILE), formatCredits(credited));
}
