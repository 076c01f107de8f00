import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetBuilder } from '../builders/builder.js';
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
 * record. There is no such file where nobody is known.
 */
export function writeCredits(
  folder: string,
  { credits }: DatasetBuilder<string>,
  notice: Notice | undefined,
  records: readonly WrittenRecord[],
): void {
  if (notice) writeFileSync(join(folder, notice.name), notice.bytes);
  const named = notice ? parseCredits(Buffer.from(notice.bytes).toString('utf8')) : new Map<string, never>();
  const everyPhoto = credits && 'everyPhoto' in credits ? credits.everyPhoto : undefined;
  const credited = records.flatMap(({ tfdsId, photo }): CreditedRecord[] => {
    const credit = named.get(photo) ?? everyPhoto;
    return credit ? [{ ...credit, tfdsId, photo }] : [];
  });
  if (credited.length > 0) writeFileSync(join(folder, CREDITS_FILE), formatCredits(credited));
}
