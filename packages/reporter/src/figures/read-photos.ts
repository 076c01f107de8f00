import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language, Misclassified } from '@teamnet/records';
import type { Picture } from '../page/document.js';
import { percent } from '../page/numbers.js';
import type { SharedRun } from '../report-context.js';

/** So that a report stays a page to read and a file to mail. */
const MOST = 12;
const MOST_BYTES = 500_000;

/** The first pictures of a run's mistakes, and how many of them are no pictures at all. */
export function readPhotos(
  { run, folder }: SharedRun,
  language: Language,
): { pictures: Picture[]; broken: number } {
  const listed = new Set(run.files.map(({ path }) => path));
  const pictures: Picture[] = [];
  let broken = 0;
  for (const [index, mistake] of run.test.misclassified.slice(0, MOST).entries()) {
    // Only what run.json lists: its sha256 has been checked.
    if (!listed.has(mistake.picture)) {
      broken++;
      continue;
    }
    const content = readFileSync(join(folder, mistake.picture));
    const type = imageType(content);
    if (type === null || content.length > MOST_BYTES) {
      broken++;
      continue;
    }
    const extension = type === 'image/png' ? 'png' : 'jpg';
    const said = describe(mistake);
    pictures.push({
      file: `${run.experiment}-${run.dataset.name}-mistake-${index + 1}.${extension}`,
      content,
      type,
      trusted: false,
      alt:
        language === 'ko'
          ? `${mistake.label}인데 ${mistake.predicted}(으)로 분류된 테스트 이미지`
          : `Test image of ${mistake.label} that was classified as ${mistake.predicted}`,
      label: said,
    });
  }
  return { pictures, broken };
}

function describe({ label, predicted, probability }: Misclassified): string {
  return `${label} → ${predicted}, ${percent(probability)}`;
}

/** By the first and last bytes (JPEG: SOI, EOI; PNG: signature, IEND). */
function imageType(content: Buffer): 'image/png' | 'image/jpeg' | null {
  const starts = (...bytes: number[]) => content.subarray(0, bytes.length).equals(Buffer.from(bytes));
  if (starts(0xff, 0xd8, 0xff) && content.subarray(-2).equals(Buffer.from([0xff, 0xd9]))) return 'image/jpeg';
  if (
    starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a) &&
    content.subarray(-8, -4).toString() === 'IEND'
  )
    return 'image/png';
  return null;
}
