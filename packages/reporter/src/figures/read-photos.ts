import type { Language, Misclassified } from '@teamnet/records';
import { photographerOf } from '../facts/photographer-of.js';
import type { Picture } from '../page/document.js';
import { percent } from '../page/numbers.js';
import type { SharedRun } from '../report-context.js';
import { readPicture } from './read-picture.js';

/** So that a report stays a page to read and a file to mail. */
const MOST = 12;

/** The first pictures of a run's mistakes, and how many of them are no pictures at all. */
export function readPhotos(shared: SharedRun, language: Language): { pictures: Picture[]; broken: number } {
  const { run } = shared;
  const pictures: Picture[] = [];
  let broken = 0;
  for (const [index, mistake] of run.test.misclassified.slice(0, MOST).entries()) {
    const found = readPicture(shared, mistake.picture);
    if (!found) {
      broken++;
      continue;
    }
    const { content, type } = found;
    const extension = type === 'image/png' ? 'png' : 'jpg';
    const said = describe(mistake);
    const by = photographerOf(run, mistake.key);
    pictures.push({
      file: `${run.experiment}-${run.dataset.name}-mistake-${index + 1}.${extension}`,
      content,
      type,
      trusted: false,
      alt:
        language === 'ko'
          ? `${mistake.label}인데 ${mistake.predicted}(으)로 분류된 테스트 이미지`
          : `Test image of ${mistake.label} that was classified as ${mistake.predicted}`,
      label: by === null ? said : [said, ' ', { quiet: `© ${by}` }],
    });
  }
  return { pictures, broken };
}

function describe({ label, predicted, probability }: Misclassified): string {
  return `${label} → ${predicted}, ${percent(probability)}`;
}
