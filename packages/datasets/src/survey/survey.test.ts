import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { decodeImage } from '../decode/decode-image.js';
import { openDataset } from '../open-dataset.js';
import { temporaryFolder } from '../testing/temporary-folder.js';
import { findTwins, NEAR_BITS } from './find-twins.js';
import { LOOK_SIZE, lookAt } from './perceptual-hash.js';
import type { SurveyedExample } from './survey-examples.js';

/** A picture that no other seed's is like: eight grey discs. */
async function picture(seed: number, { width = 120, height = 90 } = {}): Promise<Buffer> {
  const at = (n: number) => (Math.imul(seed * 16 + n + 1, 2654435761) >>> 8) % 100;
  const discs = Array.from(
    { length: 8 },
    (_, n) =>
      `<circle cx="${at(4 * n)}%" cy="${at(4 * n + 1)}%" r="${10 + at(4 * n + 2) / 5}%" fill="hsl(0 0% ${at(4 * n + 3)}%)"/>`,
  );
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#888"/>${discs.join('')}</svg>`;
  return sharp(Buffer.from(svg)).png().toBuffer();
}

async function surveyed(images: Buffer[]): Promise<SurveyedExample[]> {
  const looks = await Promise.all(
    images.map(async (image) => lookAt(image, await decodeImage(image, LOOK_SIZE))),
  );
  return looks.map((look, index) => ({ ...look, split: 'train', index, key: `${index}`, label: 0 }));
}

test('a photo that is smaller, grey, brighter and JPEG is near; another photo is not', async () => {
  const original = await picture(1, { width: 400, height: 300 });
  const changed = await sharp(original)
    .resize(200)
    .greyscale()
    .linear(1.1, 10)
    .jpeg({ quality: 60 })
    .toBuffer();
  const others = await Promise.all([2, 3, 4, 5].map((seed) => picture(seed)));
  const twins = findTwins(await surveyed([original, changed, ...others]));
  expect(twins).toEqual([{ first: 0, second: 1, identical: false }]);
});

test('images of one colour are twins only when their bytes are the same', async () => {
  const plain = (g: number) =>
    sharp({ create: { width: 20, height: 20, channels: 3, background: { r: 0, g, b: 0 } } })
      .png()
      .toBuffer();
  const [green, darker] = await Promise.all([plain(200), plain(100)]);
  const twins = findTwins(await surveyed([green!, darker!, green!]));
  expect(twins).toEqual([{ first: 0, second: 2, identical: true }]);
});

test('pairs are counted bit by bit, up to the stated number', () => {
  const example = (bits: number): SurveyedExample => {
    const hash = [0, 0, 0, 0];
    for (let bit = 0; bit < bits; bit++) hash[bit % 4]! += 2 ** (31 - Math.floor(bit / 4));
    return { hash, sha256: `${bits}`, width: 1, height: 1, split: 'train', index: 0, key: '', label: 0 };
  };
  expect(findTwins([example(0), example(NEAR_BITS)])).toHaveLength(1);
  expect(findTwins([example(0), example(NEAR_BITS + 1)])).toHaveLength(0);
});

test('the survey of a data set names sizes, duplicates across labels, and test images that were trained on', async () => {
  const folder = temporaryFolder();
  const put = async (place: string, content: Buffer) => {
    const file = join(folder, 'manual', 'rock_paper_scissors', place);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  await put('train/rock/a.png', await picture(11, { width: 60, height: 50 }));
  const paper = await put('train/paper/b.png', await picture(12));
  await put('train/scissors/c.png', await picture(13, { width: 300, height: 200 }));
  copyFileSync(paper, await put('train/rock/copy.png', Buffer.of()));
  copyFileSync(paper, await put('test/paper/seen.png', Buffer.of()));
  const scissors = await picture(13, { width: 300, height: 200 });
  await put('test/scissors/like.jpg', await sharp(scissors).resize(150).jpeg().toBuffer());
  await put('test/rock/new.png', await picture(14));
  await put('test/rock/broken.png', (await picture(15)).subarray(0, 60));

  const cacheDir = join(folder, 'cache');
  const open = () =>
    openDataset('rock_paper_scissors', {
      ...{ source: 'manual', manualDir: join(folder, 'manual') },
      ...{ dataDir: join(folder, 'data'), cacheDir },
    });
  const splits = { train: 'train', validation: 'train[:1]', test: 'test' };
  const survey = await (await open()).survey(splits);
  expect(survey).toMatchObject({
    imageSizes: { smallest: [60, 50], median: [120, 90], largest: [300, 200] },
    identical: { pairs: 3, acrossLabels: 2 },
    near: { pairs: 1, acrossLabels: 0 },
    unreadable: 1,
  });
  expect(survey?.near.examples).toEqual([
    { first: 'rps/scissors/c.png', second: 'rps-test-set/scissors/like.jpg' },
  ]);
  expect(survey?.leaks).toEqual([
    {
      ...{ into: 'test', images: 2, identical: 1 },
      examples: [
        {
          first: expect.stringMatching(/^rps\/(paper\/b|rock\/copy)\.png$/),
          second: 'rps-test-set/paper/seen.png',
        },
        { first: 'rps/scissors/c.png', second: 'rps-test-set/scissors/like.jpg' },
      ],
    },
  ]);

  const events: string[] = [];
  const again = await openDataset('rock_paper_scissors', {
    ...{ source: 'manual', manualDir: join(folder, 'manual'), dataDir: join(folder, 'data'), cacheDir },
    onProgress: ({ kind }) => events.push(kind),
  });
  expect(await again.survey(splits)).toEqual(survey);
  expect(events).not.toContain('survey');
});
