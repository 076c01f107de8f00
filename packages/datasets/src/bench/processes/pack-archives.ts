import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, parse, relative } from 'node:path';
import type { CourseDataset } from '@teamnet/records';
import sharp from 'sharp';
import { create } from 'tar';
import { findBuilder } from '../../builders/all-builders.js';
import type { DatasetBuilder } from '../../builders/builder.js';
import { dataFolders } from '../../data-options.js';
import { packZip } from '../../testing/make-originals.js';

/** A builder whose archives are those that were packed, and where they lie. */
export interface PackedArchives {
  folder: string;
  builder: DatasetBuilder;
}

/**
 * Packs real photos as the original archives are packed: under the original names, hands as RGBA PNG in zips, flowers
 * as JPEG in a tgz. Made once and kept in the cache folder.
 * @param options.data folder with `real/` and `originals/`
 * @param options.images most images of the data set, as many of each label
 */
export async function packArchives(
  name: CourseDataset,
  { data, images }: { data: string; images: number | undefined },
): Promise<PackedArchives> {
  const real = findBuilder(name);
  const members = name === 'tf_flowers' ? flowers(data, images) : hands(data, images);
  const identity = createHash('sha256')
    .update(JSON.stringify(['archives-1', ...members]))
    .digest('hex');
  const folder = join(dataFolders({}).cacheDir, 'bench', `${name}-${identity.slice(0, 16)}`);
  if (!existsSync(folder)) {
    console.log(`Packing ${members.length} images as the original archives of ${name} in ${folder} …`);
    const draft = `${folder}.draft-${process.pid}`;
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    for (const { file } of real.archives)
      await pack(
        draft,
        file,
        members.filter(({ archive }) => archive === file),
      );
    renameSync(draft, folder);
  }
  const archives = real.archives.map((archive) => {
    const bytes = readFileSync(join(folder, archive.file));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { ...archive, bytes: bytes.length, sha256 };
  });
  return { folder, builder: { ...real, archives } };
}

interface Member {
  archive: string;
  path: string;
  from: string;
}

function flowers(data: string, images: number | undefined): Member[] {
  const top = join(data, 'real', 'tf_flowers');
  const archive = 'flower_photos.tgz';
  const photos = photosByLabel(top, images).map((from) => ({
    archive,
    path: `flower_photos/${relative(top, from)}`,
    from,
  }));
  const from = join(data, 'tf_flowers.LICENSE.txt');
  return [...photos, ...(existsSync(from) ? [{ archive, path: 'flower_photos/LICENSE.txt', from }] : [])];
}

/** The photos that are there are of the train split; the few originals stand for the test split. */
function hands(data: string, images: number | undefined): Member[] {
  const splits = [
    ['rps', join(data, 'real', 'rock_paper_scissors', 'train')],
    ['rps-test-set', join(data, 'originals', 'rock_paper_scissors', 'test')],
  ] as const;
  return splits.flatMap(([split, top]) =>
    photosByLabel(top, images).map((from) => {
      const { dir, name } = parse(relative(top, from));
      return { archive: `${split}.zip`, path: `${split}/${dir}/${name}.png`, from };
    }),
  );
}

function photosByLabel(top: string, images: number | undefined): string[] {
  const labels = readdirSync(top).sort();
  const each = images === undefined ? undefined : Math.ceil(images / labels.length);
  return labels.flatMap((label) =>
    readdirSync(join(top, label))
      .sort()
      .slice(0, each)
      .map((file) => join(top, label, file)),
  );
}

async function pack(folder: string, archive: string, members: readonly Member[]): Promise<void> {
  if (archive.endsWith('.zip')) {
    const content: Record<string, Uint8Array> = {};
    for (const { path, from } of members) content[path] = await rgbaPng(from);
    return packZip(join(folder, archive), content);
  }
  const loose = join(folder, 'loose');
  for (const { path, from } of members) {
    mkdirSync(dirname(join(loose, path)), { recursive: true });
    writeFileSync(join(loose, path), readFileSync(from));
  }
  await create({ file: join(folder, archive), cwd: loose, gzip: true }, readdirSync(loose));
  rmSync(loose, { recursive: true });
}

function rgbaPng(file: string): Promise<Buffer> {
  return sharp(file).ensureAlpha().png().toBuffer();
}
