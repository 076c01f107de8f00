import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { allBuilders } from '../builders/all-builders.js';
import { decodeImage } from '../decode/decode-image.js';
import { openStandIn } from '../sources/open-stand-in.js';

test('the stand-in is the same on every machine', async () => {
  const hashes = await Promise.all(
    Object.values(allBuilders).map(async (builder) => {
      const store = openStandIn(builder);
      const hash = createHash('sha256');
      for (const split of store.splits)
        for (const example of split.examples) hash.update(await store.read(example));
      return hash.digest('hex').slice(0, 16);
    }),
  );
  // Another drawing is another data set: change these on purpose only.
  expect(hashes).toEqual(['d6842323970a54a9', '95e0aa49e7ae34dd']);
});

test('every label has its share, and no two pictures are alike', async () => {
  const store = openStandIn(allBuilders.tf_flowers);
  const [train] = store.splits;
  const counts = [0, 0, 0, 0, 0];
  const drawn = new Set<string>();
  for (const example of train!.examples) {
    counts[example.label]!++;
    drawn.add(Buffer.from(await store.read(example)).toString());
  }
  expect(counts).toEqual([280, 280, 280, 280, 280]);
  expect(drawn.size).toBe(1400);
});

/** Mean colour of a picture's middle and of its rim. */
async function colours(svg: Uint8Array) {
  const pixels = await decodeImage(svg, 16);
  const mean = (inside: boolean) =>
    [0, 1, 2].map((channel) => {
      const values = Array.from({ length: 256 }, (_, i) => i).filter((i) => {
        const [x, y] = [i % 16, Math.floor(i / 16)];
        return (x > 4 && x < 11 && y > 4 && y < 11) === inside;
      });
      return values.reduce((sum, i) => sum + pixels[i * 3 + channel]!, 0) / values.length;
    });
  return { middle: mean(true), rim: mean(false) };
}

test('hands are skin-coloured on a light ground', async () => {
  const store = openStandIn(allBuilders.rock_paper_scissors);
  const examples = store.splits[1]!.examples;
  const warmth = { middle: 0, rim: 0, light: 0 };
  for (const example of examples) {
    const { middle, rim } = await colours(await store.read(example));
    warmth.middle += (middle[0]! - middle[2]!) / examples.length;
    warmth.rim += (rim[0]! - rim[2]!) / examples.length;
    warmth.light += rim[1]! / examples.length;
  }
  expect(warmth.middle).toBeGreaterThan(warmth.rim + 15);
  expect(warmth.light).toBeGreaterThan(140);
});
