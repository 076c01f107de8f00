import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { CourseDataset } from '@teamnet/records';
import { packTgz, packZip } from '../testing/make-originals.js';
import { sharedData } from '../testing/shared-data.js';

/** What is packed: a few originals, TFDS' own fake examples, or enough photos for two shards. */
export type ArchiveContent = 'originals' | 'fakes' | 'many photos';

/** Packs archives of shared data into an empty folder, under the names of the original ones. */
export async function packSharedArchives(
  folder: string,
  name: CourseDataset,
  content: ArchiveContent,
): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const fakes = join(sharedData!, 'tfds_fake', name);
  const originals = join(sharedData!, 'originals', name);
  if (name === 'rock_paper_scissors') {
    if (content === 'fakes') {
      copyFileSync(join(fakes, 'rps_train.zip'), join(folder, 'rps.zip'));
      copyFileSync(join(fakes, 'rps_test.zip'), join(folder, 'rps-test-set.zip'));
      return;
    }
    packZip(join(folder, 'rps.zip'), filesOf(join(originals, 'train'), 'rps'));
    packZip(join(folder, 'rps-test-set.zip'), filesOf(join(originals, 'test'), 'rps-test-set'));
    return;
  }
  const file = join(folder, 'flower_photos.tgz');
  if (content === 'fakes') return copyFileSync(join(fakes, 'flower_photos.tgz'), file);
  const notice = { 'flower_photos/LICENSE.txt': readFileSync(join(sharedData!, 'tf_flowers.LICENSE.txt')) };
  if (content === 'originals') return packTgz(file, { ...notice, ...filesOf(originals, 'flower_photos') });
  const photos = filesOf(join(sharedData!, 'real', name), 'flower_photos');
  const copies = ['', 'again-', 'and-again-'].flatMap((prefix) =>
    Object.entries(photos).map(([path, bytes]) => [path.replace(/[^/]+$/, (own) => prefix + own), bytes]),
  );
  return packTgz(file, Object.fromEntries(copies) as Record<string, Buffer>);
}

/** Files below a folder, by their paths in an archive. */
function filesOf(folder: string, top: string): Record<string, Buffer> {
  const found: Record<string, Buffer> = {};
  for (const name of readdirSync(folder).sort())
    if (statSync(join(folder, name)).isDirectory())
      Object.assign(found, filesOf(join(folder, name), `${top}/${name}`));
    else found[`${top}/${name}`] = readFileSync(join(folder, name));
  return found;
}
