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
  twoLabels: (pairs: string) =>
    `Pairs of identical images under two labels: ${pairs}. One label of each pair must be wrong.`,
  leak: (images: string, all: string, split: string, same: string) =>
    `${images} of ${all} ${split} images are, or look nearly like, training images (byte for byte: ${same}). The accuracy on them says little about new photos.`,
  which: 'Which images these are',
  identicalPair: (first: string, second: string) => `${first} = ${second}`,
  nearPair: (first: string, second: string) => `${first} ≈ ${second}`,
  leakedPair: (first: string, second: string, split: string) => `${first} (training), ${second} (${split})`,
  unreadable: (images: string) => `Images that cannot be decoded: ${images}.`,
  skipped: (images: string, all: string, names: string) =>
    `${images} of ${all} images ${images === '1' ? 'is broken and was' : 'are broken and were'} left out of training and testing (--skip-broken): ${names}.`,
  license: (license: string, homepage: string | undefined) =>
    `Licence of the photos: ${license}.${homepage ? ` Where they come from: ${homepage}.` : ''}`,
  credits: (photos: string, people: string) =>
    `The photographers of ${photos} photos are known, ${people} in all; those of the photos shown here are named with them.`,
  noCredits:
    'Who made which photo is not known here: the data were prepared without the list of photographers, LICENSE.txt of the original archive.',
};
const ko: typeof en = {
  split: { validation: '검증', test: '테스트' },
  one: (size) => `모든 이미지는 ${size} 픽셀이다.`,
  sizes: (smallest, largest, median) =>
    `이미지 크기는 ${smallest}에서 ${largest} 픽셀까지이고 중앙값은 ${median}이다.`,
  twins: (identical, near) => `똑같은 이미지 쌍: ${identical}개, 거의 같은 이미지 쌍: ${near}개.`,
  twoLabels: (pairs) => `두 가지 레이블이 붙은 똑같은 이미지 쌍: ${pairs}개. 각 쌍의 레이블 하나는 틀렸다.`,
  leak: (images, all, split, same) =>
    `${split} 이미지 ${all}개 중 ${images}개는 훈련 이미지와 같거나 거의 같다(바이트까지 같은 것: ${same}개). 이 이미지들의 정확도는 새 사진에 대해 말해 주는 것이 적다.`,
  which: '해당하는 이미지',
  identicalPair: (first, second) => `${first} = ${second}`,
  nearPair: (first, second) => `${first} ≈ ${second}`,
  leakedPair: (first, second, split) => `${first} (훈련), ${second} (${split})`,
  unreadable: (images) => `디코딩할 수 없는 이미지: ${images}개.`,
  skipped: (images, all, names) =>
    `이미지 ${all}개 중 ${images}개는 손상되어 훈련과 테스트에서 제외했다(--skip-broken): ${names}.`,
  license: (license, homepage) => `사진의 라이선스: ${license}.${homepage ? ` 출처: ${homepage}.` : ''}`,
  credits: (photos, people) =>
    `사진 ${photos}장은 찍은 사람을 알며 모두 ${people}명이다. 이 보고서에 실린 사진에는 찍은 사람을 적었다.`,
  noCredits:
    '어느 사진을 누가 찍었는지는 알 수 없다. 데이터를 준비할 때 찍은 사람의 목록(원본 압축 파일의 LICENSE.txt)이 없었다.',
};
const WORDS = { en, ko };

/**
 * What looking at every image of a data set showed: sizes, duplicates, leaks between its splits, broken images that
 * were left out, licence.
 */
export function dataSurvey(dataset: RunDataset, { language }: ReportContext): Block[] {
  const { survey, skipped, source, license, homepage } = dataset;
  const words = WORDS[language];
  const blocks: Block[] = survey
    ? [{ kind: 'paragraph', text: describe(survey, words).join(' ') }, ...twins(survey, words)]
    : [];
  if (skipped) blocks.push({ kind: 'callout', tone: 'warning', text: describeSkipped(skipped, language) });
  if (survey) blocks.push(...warnings(survey, dataset, words));
  if (license !== undefined && source !== 'stand-in') {
    const rights = [words.license(license, homepage), ...photographers(dataset, words)];
    blocks.push({ kind: 'paragraph', text: { quiet: rights.join(' ') } });
  }
  return blocks;
}

/** Nothing where one photographer made all photos: the licence names them. */
function photographers({ name, credits }: RunDataset, words: typeof en): string[] {
  // Of the other data set all photos are by one.
  if (!credits) return name === 'tf_flowers' ? [words.noCredits] : [];
  if (credits.photographers === 1) return [];
  return [words.credits(count(credits.photos), count(credits.photographers))];
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

/** Pairs that are no mistake, folded, so that a student can look at what counts as nearly identical. */
function twins({ identical, near }: DataSurvey, words: typeof en): Block[] {
  const { pairs, acrossLabels, examples } = identical;
  const items = [
    ...naming(examples.slice(acrossLabels), pairs - acrossLabels, words.identicalPair),
    ...naming(near.examples, near.pairs, words.nearPair),
  ];
  return items.length > 0
    ? [{ kind: 'details', summary: words.which, blocks: [{ kind: 'list', items }] }]
    : [];
}

/** What must not be overlooked, and behind it, folded, which images that are. */
function warnings({ identical, leaks }: DataSurvey, { splits }: RunDataset, words: typeof en): Block[] {
  const mistakes = identical.examples.slice(0, identical.acrossLabels);
  const leak = ({ into, images, identical: same }: Leak) =>
    words.leak(count(images), count(splits[into].numExamples), words.split[into], count(same));
  const texts = [
    ...(mistakes.length > 0 ? [words.twoLabels(count(identical.acrossLabels))] : []),
    ...leaks.map(leak),
  ];
  if (texts.length === 0) return [];
  const items = [
    ...naming(mistakes, identical.acrossLabels, words.identicalPair),
    ...leaks.flatMap(({ into, images, examples }) =>
      naming(examples, images, (first, second) => words.leakedPair(first, second, words.split[into])),
    ),
  ];
  return [
    ...texts.map((text): Block => ({ kind: 'callout', tone: 'warning', text })),
    { kind: 'details', summary: words.which, blocks: [{ kind: 'list', items }] },
  ];
}

function naming(
  examples: readonly { first: string; second: string }[],
  of: number,
  name: (first: string, second: string) => string,
): string[] {
  const shown = examples.slice(0, MOST_PAIRS).map(({ first, second }) => name(first, second));
  return of > shown.length ? [...shown, '…'] : shown;
}
