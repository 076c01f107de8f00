import type { DataSurvey, Language, Leak, RunDataset, SkippedExamples } from '@teamnet/records';
import type { Block } from '../page/document.js';
import { count } from '../page/numbers.js';
import type { ReportContext } from '../report-context.js';
import { skipReason } from './skip-reason.js';

const MOST_PAIRS = 3;
const MOST_SKIPPED = 10;

const en = {
  split: { validation: 'validation', test: 'test' },
  one: (size: string) => `All images are ${size} pixels.`,
  sizes: (smallest: string, largest: string, median: string) =>
    `Images are ${smallest} to ${largest} pixels, ${median} in the median.`,
  twins: (identical: string, near: string) =>
    `Pairs of identical images: ${identical}; of nearly identical ones: ${near}.`,
  twoLabels: (pairs: string, names: string) =>
    `Identical images under two labels: ${pairs}. One label of each pair must be wrong: ${names}`,
  leak: (images: string, all: string, split: string, same: string, names: string) =>
    `${images} of ${all} ${split} images are, or look nearly like, training images (byte for byte: ${same}). The accuracy on them says little about new photos. ${names}`,
  unreadable: (images: string) => `Images that cannot be decoded: ${images}.`,
  skipped: (images: string, all: string, names: string) =>
    `${images} of ${all} images are broken and were left out of training and testing (--skip-broken): ${names}.`,
  license: (license: string, homepage: string) => `Licence of the photos: ${license}; ${homepage}.`,
};
const ko: typeof en = {
  split: { validation: '검증', test: '테스트' },
  one: (size) => `모든 이미지는 ${size} 픽셀이다.`,
  sizes: (smallest, largest, median) =>
    `이미지 크기는 ${smallest}에서 ${largest} 픽셀까지이고 중앙값은 ${median}이다.`,
  twins: (identical, near) => `똑같은 이미지 쌍: ${identical}개, 거의 같은 이미지 쌍: ${near}개.`,
  twoLabels: (pairs, names) =>
    `두 가지 레이블이 붙은 똑같은 이미지 쌍: ${pairs}개. 각 쌍의 레이블 하나는 틀렸다: ${names}`,
  leak: (images, all, split, same, names) =>
    `${split} 이미지 ${all}개 중 ${images}개는 훈련 이미지와 같거나 거의 같다(바이트까지 같은 것: ${same}개). 이 이미지들의 정확도는 새 사진에 대해 말해 주는 것이 적다. ${names}`,
  unreadable: (images) => `디코딩할 수 없는 이미지: ${images}개.`,
  skipped: (images, all, names) =>
    `이미지 ${all}개 중 ${images}개는 손상되어 훈련과 테스트에서 제외했다(--skip-broken): ${names}.`,
  license: (license, homepage) => `사진의 라이선스: ${license}; ${homepage}.`,
};
const WORDS = { en, ko };

/**
 * What looking at every image of a data set showed: sizes, duplicates, leaks between its splits, broken images that
 * were left out, licence.
 */
export function dataSurvey(dataset: RunDataset, { language }: ReportContext): Block[] {
  const { survey, skipped, source, license, homepage } = dataset;
  const words = WORDS[language];
  const facts = survey ? describe(survey, words) : [];
  if (license !== undefined && source !== 'stand-in') facts.push(words.license(license, homepage ?? ''));
  const blocks: Block[] = facts.length > 0 ? [{ kind: 'paragraph', text: facts.join(' ') }] : [];
  if (skipped) blocks.push({ kind: 'callout', tone: 'warning', text: describeSkipped(skipped, language) });
  for (const text of survey ? warnings(survey, dataset, words) : [])
    blocks.push({ kind: 'callout', tone: 'warning', text });
  return blocks;
}

function describe({ imageSizes, identical, near, unreadable }: DataSurvey, words: typeof en): string[] {
  const [smallest, median, largest] = [imageSizes.smallest, imageSizes.median, imageSizes.largest].map(
    ([width, height]) => `${width} × ${height}`,
  ) as [string, string, string];
  return [
    smallest === largest ? words.one(largest) : words.sizes(smallest, largest, median),
    words.twins(count(identical.pairs), count(near.pairs)),
    ...(unreadable > 0 ? [words.unreadable(count(unreadable))] : []),
  ];
}

function describeSkipped({ count: images, of, examples }: SkippedExamples, language: Language): string {
  const shown = examples.slice(0, MOST_SKIPPED);
  const names = shown.map(({ key, reason }) => `${key} (${skipReason(reason, language)})`);
  const more = images > names.length ? '; …' : '';
  return WORDS[language].skipped(count(images), count(of), names.join('; ') + more);
}

function warnings({ identical, leaks }: DataSurvey, { splits }: RunDataset, words: typeof en): string[] {
  const leak = ({ into, images, identical: same, examples }: Leak) =>
    words.leak(
      ...([count(images), count(splits[into].numExamples), words.split[into]] as const),
      ...([count(same), naming(examples)] as const),
    );
  const mistakes = identical.examples.slice(0, identical.acrossLabels);
  return [
    ...(mistakes.length > 0 ? [words.twoLabels(count(identical.acrossLabels), naming(mistakes))] : []),
    ...leaks.map(leak),
  ];
}

function naming(examples: readonly { first: string; second: string }[]): string {
  const shown = examples.slice(0, MOST_PAIRS).map(({ first, second }) => `${first} = ${second}`);
  return `(${shown.join('; ')}${examples.length > MOST_PAIRS ? '; …' : ''})`;
}
