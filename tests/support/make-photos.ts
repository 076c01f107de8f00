import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** Writes `count` small JPEG photos of a coloured disc for each label into `<folder>/<label>/`; resolves to the folder. */
export async function makePhotos(folder: string, labels: readonly string[], count: number): Promise<string> {
  for (const [index, label] of labels.entries()) {
    mkdirSync(join(folder, label), { recursive: true });
    for (let number = 0; number < count; number++) {
      const hue = (360 * index) / labels.length;
      const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="60" height="48"><rect width="60" height="48" fill="white"/>
        <circle cx="${20 + (number % 7) * 3}" cy="${18 + (number % 5) * 2}" r="${8 + (number % 4)}" fill="hsl(${hue} 80% 45%)"/></svg>`;
      await sharp(Buffer.from(svg))
        .jpeg()
        .toFile(join(folder, label, `${label}-${number}.jpg`));
    }
  }
  return folder;
}
