import { baselineOf, type Language } from '@teamnet/records';
import type { Standing } from '../facts/standing.js';
import { standingWords } from '../facts/standing-words.js';
import type { ExperimentResult } from '../facts/team-standings.js';
import type { Block, Inline } from '../page/document.js';
import { points, pointsRange, pValue } from '../page/numbers.js';
import type { ReportContext } from '../report-context.js';
import { SHARED_WORDS } from './shared-words.js';
import { tableByDataset } from './table-by-dataset.js';

const en = {
  effects: 'What each change does',
  images: (baseline: string) =>
    `Each experiment against ${baseline}. McNemar's exact test looks at the test images on which only one of the two networks is right: were both equally good, those would fall to either side like a coin. `,
  seedsTest:
    'A t test over the seeds asks whether the means differ by more than the seeds scatter (Welch; with fewer than three the scatter of all experiments on the data set is pooled, as so few values tell too little of theirs). A difference is called clear only when both agree. ',
  oneSeed:
    'Every run is one training with one seed: the luck of a seed is not covered. "seeds": 3 in homework.json would cover it. ',
  holm: 'Who compares often finds something by chance, so p is raised for the number of comparisons on a data set (Holm); "no clear difference" means that it stays above 0.05.',
  fallback:
    ' Runs that kept no predictions cannot be tested image by image; there "no clear difference" means less than two standard errors (two shares, Agresti & Caffo).',
  difference: 'Difference',
  differenceInterval: 'Difference (95 % interval)',
  discordant: (baseline: string) => `Only ${baseline} right / only this right`,
  pImages: 'p (images)',
  pSeeds: 'p (seeds)',
  pHolm: 'p (Holm)',
  notAvailable: 'not available',
  reading: 'Reading',
};
const ko: typeof en = {
  effects: '변경의 효과',
  images: (baseline) =>
    `각 실험을 ${baseline}과(와) 비교한다. 맥니마 정확 검정은 두 신경망 중 하나만 맞힌 테스트 이미지를 본다. 둘의 실력이 같다면 그런 이미지는 동전 던지기처럼 양쪽으로 나뉠 것이다. `,
  seedsTest:
    '시드에 대한 t 검정은 평균의 차이가 시드에 따른 흩어짐보다 큰지를 묻는다(웰치; 시드가 세 개보다 적으면 흩어짐을 알기 어려우므로 그 데이터셋의 모든 실험의 흩어짐을 모은다). 둘이 일치할 때만 뚜렷한 차이라고 한다. ',
  oneSeed:
    '모든 실행은 시드 하나로 한 번 학습한 것이므로 시드의 운은 포함되지 않는다. homework.json에 "seeds": 3을 쓰면 포함된다. ',
  holm: '여러 번 비교하면 우연히 무언가가 나오기 마련이므로 데이터셋마다 비교한 수만큼 p를 높였다(홀름). "뚜렷한 차이 없음"은 그 값이 0.05보다 크다는 뜻이다.',
  fallback:
    ' 예측을 남기지 않은 실행은 이미지별로 검정할 수 없다. 그때 "뚜렷한 차이 없음"은 표준 오차의 두 배보다 작다는 뜻이다(두 비율, Agresti & Caffo).',
  difference: '차이',
  differenceInterval: '차이 (95 % 구간)',
  discordant: (baseline) => `${baseline}만 맞힘 / 이 실험만 맞힘`,
  pImages: 'p (이미지)',
  pSeeds: 'p (시드)',
  pHolm: 'p (홀름)',
  notAvailable: '할 수 없음',
  reading: '해석',
};
const WORDS = { en, ko };

/** What each change does: the difference to the baseline, and whether chance would do as well. */
export function changeEffects({ homework, standings, language }: ReportContext): Block[] {
  const words = WORDS[language];
  const results = homework.datasets.flatMap((dataset) => standings.on(dataset));
  const baseline = baselineOf(homework)?.id ?? '';
  const several = results.some(({ runs }) => runs.length > 1);
  const untested = results.some(({ standing }) => standing.kind === 'measured' && standing.p === null);
  const text = [
    words.images(baseline),
    several ? words.seedsTest : words.oneSeed,
    words.holm,
    untested ? words.fallback : '',
  ].join('');
  return [
    { kind: 'heading', text: words.effects },
    { kind: 'paragraph', text },
    ...tableByDataset(results, language, (part) => effectTable(part, baseline, several, language)),
  ];
}

function effectTable(
  results: readonly ExperimentResult[],
  baseline: string,
  several: boolean,
  language: Language,
): Block {
  const words = WORDS[language];
  const names = SHARED_WORDS[language];
  return {
    kind: 'table',
    name: `${words.effects}: ${results[0]!.runs[0]!.dataset}`,
    columns: [
      { title: names.experiment },
      { title: several ? words.differenceInterval : words.difference, numeric: true },
      { title: words.reading },
      { title: words.discordant(baseline), numeric: true },
      { title: words.pImages, numeric: true },
      ...(several ? [{ title: words.pSeeds, numeric: true }] : []),
      { title: words.pHolm, numeric: true },
    ],
    rows: results.map(({ runs, standing }): Inline[] => {
      const { experiment } = runs[0]!;
      const [difference, ...tests] =
        standing.kind === 'measured'
          ? measuredCells(standing, several, language)
          : Array<string>(several ? 5 : 4).fill('–');
      return [{ code: experiment.id }, difference!, reading(standing, language), ...tests];
    }),
  };
}

function measuredCells(
  { difference, images, seeds, p }: Standing & { kind: 'measured' },
  several: boolean,
  language: Language,
): string[] {
  const words = WORDS[language];
  const bare = (value: number) => pValue(value).replace(/^= /, '');
  const list = images.map(({ onlyBaseline, onlyThis }) => `${onlyBaseline} / ${onlyThis}`);
  return [
    points(difference, language) +
      (seeds ? ` (${pointsRange(seeds.interval, language).replace(/\s\S+$/, '')})` : ''),
    list.length > 0 ? list.join('; ') : '–',
    images.length > 0 ? images.map((test) => bare(test.p)).join('; ') : words.notAvailable,
    ...(several ? [seeds ? bare(seeds.p) : '–'] : []),
    p === null ? '–' : bare(p),
  ];
}

function reading(standing: Standing, language: Language): Inline {
  const text = standingWords(standing, language);
  return standing.kind === 'measured' && standing.clear ? { strong: text } : text;
}
