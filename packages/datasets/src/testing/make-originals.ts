import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';
import sharp from 'sharp';
import { create } from 'tar';
import { findBuilder } from '../builders/all-builders.js';
import type { DatasetBuilder } from '../builders/builder.js';

/** A builder whose archives are small, and what is in them: archive path to image bytes. */
export interface Originals {
  builder: DatasetBuilder;
  images: Record<string, Buffer>;
}

/** Packs small original archives of a data set into a folder: `count` images of each label and split. */
export async function makeOriginals(folder: string, name: string, count: number): Promise<Originals> {
  const real = findBuilder(name);
  const images: Record<string, Buffer> = {};
  const archives = [];
  for (const archive of real.archives) {
    const top = archive.file.replace(/\.\w+$/, '');
    const kind = archive.file.endsWith('.zip') ? 'png' : 'jpeg';
    const members: Record<string, Buffer> = {};
    for (const [index, label] of real.labels.entries())
      for (let i = 0; i < count; i++)
        members[`${top}/${label}/${label}${i}.${kind === 'png' ? 'png' : 'jpg'}`] = await image(
          index,
          i,
          kind,
        );
    const file = join(folder, archive.file);
    await (kind === 'png' ? packZip(file, members) : packTgz(file, members));
    Object.assign(images, members);
    const bytes = readFileSync(file);
    archives.push({
      ...{ ...archive, bytes: bytes.length },
      sha256: createHash('sha256').update(bytes).digest('hex'),
    });
  }
  return { builder: { ...real, archives }, images };
}

/** A small image of one colour a label; PNGs are RGBA as in the original rps.zip. */
function image(label: number, i: number, kind: 'png' | 'jpeg'): Promise<Buffer> {
  const background = { r: 40 * label, g: 10 * i, b: 200 - 30 * label, alpha: 1 };
  const channels = kind === 'png' ? 4 : 3;
  return sharp({ create: { width: 24 + i, height: 20, channels, background } })
    [kind]()
    .toBuffer();
}

export function packZip(file: string, members: Record<string, Uint8Array>): void {
  writeFileSync(file, zipSync(members));
}

export async function packTgz(file: string, members: Record<string, Buffer>): Promise<void> {
  const folder = `${file}.content`;
  for (const [path, bytes] of Object.entries(members)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  await create({ file, cwd: folder, gzip: true }, [
    ...new Set(Object.keys(members).map((path) => path.split('/')[0]!)),
  ]);
}
