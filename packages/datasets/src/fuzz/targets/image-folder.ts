import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import fc from 'fast-check';
import { tfFlowers } from '../../builders/tf-flowers.js';
import { openBuilder } from '../../open-dataset.js';
import { judge } from '../judge.js';
import { type Mutation, mutate, mutations } from '../mutation.js';
import type { FuzzTarget } from '../target.js';
import { smallImages } from './small-images.js';

interface Entry {
  path: string;
  content: { link: string } | { kind: number; changes: Mutation[] } | 'folder' | 'empty';
}

interface Input {
  entries: Entry[];
  skipBroken: boolean;
}

/** Folders of a person's own photos, read in place. */
export const imageFolder: FuzzTarget<Input> = {
  name: 'image-folder',
  inputs: 500,
  async prepare() {
    const images = await smallImages();
    const label = fc.constantFrom(
      ...tfFlowers.labels,
      'Daisy',
      'ROSES',
      'weeds',
      '.git',
      '__MACOSX',
      '__proto__',
      'train',
    );
    const file = fc.constantFrom(
      '0.jpg',
      'a.JPG',
      'b.png',
      '.hidden.jpg',
      'notes.txt',
      'c.jpeg',
      'x\n.jpg',
      '\u001b[31m.jpg',
      'é.jpg',
      'daisy',
    );
    const link = fc.constantFrom(
      '.',
      '..',
      '../..',
      '/',
      'nowhere',
      '/dev/zero',
      '/dev/null',
      '0.jpg',
      '../daisy',
      '/proc/self/fd',
    );
    const content: fc.Arbitrary<Entry['content']> = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.nat(images.length - 1), changes: mutations }) },
      { weight: 1, arbitrary: fc.record({ link }) },
      { weight: 1, arbitrary: fc.constantFrom('folder' as const, 'empty' as const) },
    );
    const path = fc.oneof(
      fc.tuple(label, file).map((parts) => parts.join(sep)),
      fc.tuple(fc.constantFrom('train', 'test', 'more'), label, file).map((parts) => parts.join(sep)),
      file,
    );
    return {
      input: fc.record({
        entries: fc.array(fc.record({ path, content }), { maxLength: 4 }),
        skipBroken: fc.boolean(),
      }),
      async run({ entries, skipBroken }, folder) {
        const root = join(folder, 'photos', 'tf_flowers');
        for (const label of tfFlowers.labels)
          for (let number = 1; number <= 8; number++) write(join(root, label, `${number}.jpg`), images[1]!);
        for (const { path, content } of entries) place(join(root, path), content, images);
        const at = {
          manualDir: join(folder, 'photos'),
          dataDir: join(folder, 'data'),
          cacheDir: join(folder, 'cache'),
        };
        return judge(async () => {
          const dataset = await openBuilder(tfFlowers, { ...at, skipBroken, source: 'manual' });
          const { numExamples } = await dataset.loadImages('train', { imageSize: 8 });
          const skipped = dataset.info.skipped?.count ?? 0;
          if (numExamples + skipped < 40) throw new Error(`${numExamples} images`);
        }, [root, 'images of tf_flowers', 'image of', 'tf_flowers']);
      },
    };
  },
};

/** What cannot be placed, because something else is there, is left out. */
function place(path: string, content: Entry['content'], images: readonly Buffer[]): void {
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (content === 'folder') mkdirSync(path);
    else if (content === 'empty') writeFileSync(path, '');
    else if ('link' in content) symlinkSync(content.link, path);
    else writeFileSync(path, mutate(images[content.kind]!, content.changes), { flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
}

function write(path: string, bytes: Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}
