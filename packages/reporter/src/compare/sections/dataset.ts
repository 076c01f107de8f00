import { isCourseDataset, type Language } from '@teamnet/records';
import type { Standing } from '../../facts/standing.js';
import { standingWords } from '../../facts/standing-words.js';
import { teamDots } from '../../figures/team-dots.js';
import type { Block, Inline, Section, SortKey } from '../../page/document.js';
import { count, duration, percent, percentRange, points, pValue, rounded } from '../../page/numbers.js';
import { SHARED_WORDS } from '../../sections/shared-words.js';
import type { SharedRow } from '../comparison.js';
import { type ComparisonOrder, sortRows } from '../sort-rows.js';

const en = {
  team: 'Team',
  by: 'By',
  allStandIn:
    'All runs here were trained on stand-in images that the program drew itself, so these numbers say nothing about the real photos.',
  standIn: 'Some runs were trained on stand-in images; they are marked, and not comparable with the others.',
  mixed: 'Not all runs were trained and tested on the same images; only those that were can be compared.',
  caution:
    'Two accuracies whose intervals overlap widely may differ by chance alone. p is that of the t test over the seeds, with one seed of McNemar’s exact test on the test images, after Holm’s correction over the experiments of a team; from 0.05 on a difference is not clear. With one seed its luck is not covered.',
  caption:
    'Test accuracy of every shared run with its 95 % interval, in the order of the table below. Where two intervals overlap widely, the difference can be chance.',
  fold: (dataset: string) => `Test accuracies on ${dataset}`,
  profile: 'Profile',
  seeds: 'Over the seeds',
  against: 'Against the team’s baseline',
};
const ko: typeof en = {
  team: '팀',
  by: '담당',
  allStandIn:
    '이곳의 모든 실행은 프로그램이 그린 대체 이미지로 학습했으므로 이 숫자들은 실제 사진에 대해 아무것도 말해 주지 않는다.',
  standIn: '일부 실행은 대체 이미지로 학습했다. 표시되어 있으며 다른 실행과 비교할 수 없다.',
  mixed: '모든 실행이 같은 이미지로 학습하고 테스트한 것은 아니다. 같은 이미지를 쓴 것끼리만 비교할 수 있다.',
  caution:
    '구간이 많이 겹치는 두 정확도의 차이는 우연일 수 있다. p는 시드에 대한 t 검정, 시드가 하나면 테스트 이미지에 대한 맥니마 정확 검정의 값을 팀의 실험 수만큼 홀름 방법으로 보정한 것이며, 0.05 이상이면 뚜렷한 차이가 아니다. 시드가 하나면 시드의 운은 포함되지 않는다.',
  caption:
    '공유된 모든 실행의 테스트 정확도와 95 % 구간, 아래 표의 순서. 두 구간이 많이 겹치면 그 차이는 우연일 수 있다.',
  fold: (dataset) => `${dataset}의 테스트 정확도`,
  profile: '프로필',
  seeds: '시드 전체',
  against: '팀의 기준 실험 대비',
};
const WORDS = { en, ko };

/** All shared runs on one data set: their accuracies as dots, then as a table. */
export async function datasetSection(
  dataset: string,
  given: readonly SharedRow[],
  order: ComparisonOrder | null,
  language: Language,
): Promise<Section> {
  const words = WORDS[language];
  const rows = sortRows(given, order ?? undefined);
  const blocks: Block[] = [];
  const drawn = rows.filter(({ result }) => result.source === 'stand-in').length;
  if (drawn > 0) {
    const text = drawn === rows.length ? words.allStandIn : words.standIn;
    blocks.push({ kind: 'callout', tone: 'warning', text });
  }
  if (new Set(rows.map(({ result }) => result.dataFingerprint)).size > 1)
    blocks.push({ kind: 'callout', tone: 'warning', text: words.mixed });
  blocks.push(
    {
      kind: 'figure',
      pictures: [await teamDots(dataset, rows, language)],
      caption: words.caption,
      ...(rows.length > 12 ? { fold: words.fold(dataset) } : {}),
    },
    table(dataset, rows, language),
    { kind: 'paragraph', text: { quiet: words.caution } },
  );
  // A team may call its own as another section is called.
  return { id: isCourseDataset(dataset) ? dataset : `own-${dataset}`, title: dataset, blocks };
}

function table(dataset: string, rows: readonly SharedRow[], language: Language): Block {
  const words = WORDS[language];
  const names = SHARED_WORDS[language];
  const several = rows.some(({ result }) => result.seeds.n > 1);
  return {
    kind: 'table',
    name: dataset,
    columns: [
      { title: words.team },
      { title: names.experiment },
      { title: words.by, whole: true },
      { title: names.testAccuracy, numeric: true },
      { title: names.interval, numeric: true },
      ...(several ? [{ title: words.seeds, numeric: true }] : []),
      { title: words.against, whole: true },
      { title: names.testLoss, numeric: true },
      { title: names.parameters, numeric: true },
      { title: names.trainingTime, numeric: true },
      { title: words.profile },
    ],
    rows: rows.map(({ team, experiment, by, result }): Inline[] => [
      { code: team },
      { code: experiment },
      by,
      [{ strong: percent(result.accuracy) }, result.source === 'stand-in' ? ` ${names.standIn}` : ''],
      percentRange(result.interval),
      ...(several ? [overSeeds(result.seeds, language)] : []),
      against(result.standing, language),
      rounded(result.loss, 3),
      count(result.parameters),
      duration(result.trainSeconds, language),
      result.profile,
    ]),
    order: rows.map(({ team, experiment, by, result }): SortKey[] => [
      team,
      experiment,
      by,
      result.accuracy,
      result.interval[0],
      ...(several ? [result.seeds.mean] : []),
      result.standing.kind === 'measured' ? result.standing.difference : null,
      result.loss,
      result.parameters,
      result.trainSeconds,
      result.profile,
    ]),
  };
}

/** `63.3 % ± 4.6 pp (2)`: mean, spread, number of seeds. */
function overSeeds({ n, mean, deviation }: SharedRow['result']['seeds'], language: Language): string {
  if (deviation === null) return '–';
  return `${percent(mean)} ± ${points(deviation, language).replace(/^[+±]/, '')} (${n})`;
}

function against(standing: Standing, language: Language): Inline {
  const words = standingWords(standing, language);
  if (standing.kind !== 'measured') return words;
  const p = standing.p === null ? '' : ` (p ${pValue(standing.p)})`;
  return [points(standing.difference, language), ': ', standing.clear ? { strong: words } : words, p];
}
