import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { DatasetBuilder } from '../builders/builder.js';
import { tfFlowers } from '../builders/tf-flowers.js';
import { packTgz } from './make-originals.js';

/** Packs two photos of each flower and, unless null, a LICENSE.txt as the archive of tf_flowers. */
export async function packFlowers(folder: string, notice: string | null): Promise<DatasetBuilder> {
  const members: Record<string, Buffer> =
    notice === null ? {} : { 'flower_photos/LICENSE.txt': Buffer.from(notice) };
  for (const [index, label] of tfFlowers.labels.entries())
    for (const number of [0, 1]) {
      const background = { r: 40 * index, g: 100 * number, b: 90 };
      members[`flower_photos/${label}/${label}${number}.jpg`] = await sharp({
        create: { width: 12, height: 10, channels: 3, background },
      })
        .jpeg()
        .toBuffer();
    }
  const [archive] = tfFlowers.archives;
  const file = join(folder, archive!.file);
  await packTgz(file, members);
  const bytes = readFileSync(file);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return { ...tfFlowers, archives: [{ ...archive!, bytes: bytes.length, sha256 }] };
}
