import type { DatasetName, Language } from '@teamnet/records';
import type { Standing } from '../facts/standing.js';
import { standingWords } from '../facts/standing-words.js';
import type { Block, Document, Inline, Section } from '../page/document.js';
import { count, duration, percent, percentRange, points, pValue } from '../page/numbers.js';
import { SHARED_WORDS } from '../sections/shared-words.js';
import type { Comparison, ComparisonRow } from './comparison.js';

const en = {
  title: 'Comparison of the teams',
  subtitle: (teams: number, shared: number, all: number) =>
    `${teams} teams, ${shared} of ${all} runs shared; the highest test accuracy first`,
  team: 'Team',
  by: 'By',
  problems: 'Teams that could not be read',
  standIn: 'Some runs were trained on stand-in images; they are marked, and not comparable with the others.',
  mixed: 'Not all runs were trained and tested on the same images; only those that were can be compared.',
  caution:
    'Two accuracies whose intervals overlap widely may differ by chance alone. p is that of the t test over the seeds, with one seed of McNemar’s exact test on the test images, after Holm’s correction over the experiments of a team; from 0.05 on a difference is not clear. With one seed its luck is not covered.',
  reason: 'Why',
  profile: 'Profile',
  seeds: 'Over the seeds',
  against: 'Against the team’s baseline',
  missing: 'Not shared',
};
const ko: typeof en = {
  title: '팀 비교',
  subtitle: (teams, shared, all) =>
    `팀 ${teams}개, 실행 ${all}개 중 ${shared}개 공유됨; 테스트 정확도가 높은 순서`,
  team: '팀',
  by: '담당',
  problems: '읽을 수 없는 팀',
  standIn: '일부 실행은 대체 이미지로 학습했다. 표시되어 있으며 다른 실행과 비교할 수 없다.',
  mixed: '모든 실행이 같은 이미지로 학습하고 테스트한 것은 아니다. 같은 이미지를 쓴 것끼리만 비교할 수 있다.',
  caution:
    '구간이 많이 겹치는 두 정확도의 차이는 우연일 수 있다. p는 시드에 대한 t 검정, 시드가 하나면 테스트 이미지에 대한 맥니마 정확 검정의 값을 팀의 실험 수만큼 홀름 방법으로 보정한 것이며, 0.05 이상이면 뚜렷한 차이가 아니다. 시드가 하나면 시드의 운은 포함되지 않는다.',
  reason: '이유',
  profile: '프로필',
  seeds: '시드 전체',
  against: '팀의 기준 실험 대비',
  missing: '공유하지 않음',
};
const WORDS = { en, ko };

type SharedRow = ComparisonRow & { result: NonNullable<ComparisonRow['result']> };

/** The page of a comparison: a section a data set, then what is not shared and what could not be read. */
export function comparisonDocument(comparison: Comparison, language: Language): Document {
  const words = WORDS[language];
  const { rows, teams, problems } = comparison;
  const shared = rows.filter((row): row is SharedRow => row.result !== null);
  const datasets = [...new Set(rows.map(({ dataset }) => dataset))];
  const missing = rows.filter(({ result }) => result === null);
  const sections = datasets.map(
    (dataset): Section => ({
      id: dataset,
      title: dataset,
      blocks: ofDataset(dataset, shared, language),
    }),
  );
  if (missing.length > 0)
    sections.push({
      id: 'not-shared',
      title: words.missing,
      blocks: [missingTable(missing, language)],
    });
  return {
    language,
    title: words.title,
    subtitle: words.subtitle(teams.length, shared.length, rows.length),
    lead: [
      { kind: 'paragraph', text: { quiet: words.caution } },
      ...problems.map(
        ({ team, problem }): Block => ({ kind: 'callout', tone: 'warning', text: `${team}: ${problem}` }),
      ),
    ],
    sections,
  };
}

function ofDataset(dataset: DatasetName, all: readonly SharedRow[], language: Language): Block[] {
  const words = WORDS[language];
  const names = SHARED_WORDS[language];
  const rows = all
    .filter((row) => row.dataset === dataset)
    .sort((a, b) => b.result.accuracy - a.result.accuracy || order(a, b));
  const several = rows.some(({ result }) => result.seeds.n > 1);
  const blocks: Block[] = [];
  if (rows.some(({ result }) => result.source === 'stand-in'))
    blocks.push({ kind: 'callout', tone: 'warning', text: words.standIn });
  if (new Set(rows.map(({ result }) => result.dataFingerprint)).size > 1)
    blocks.push({ kind: 'callout', tone: 'warning', text: words.mixed });
  blocks.push({
    kind: 'table',
    name: dataset,
    columns: [
      { title: words.team },
      { title: names.experiment },
      { title: words.by },
      { title: names.testAccuracy, numeric: true },
      { title: names.interval, numeric: true },
      ...(several ? [{ title: words.seeds, numeric: true }] : []),
      { title: words.against },
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
      count(result.parameters),
      duration(result.trainSeconds, language),
      result.profile,
    ]),
  });
  return blocks;
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

function missingTable(rows: readonly ComparisonRow[], language: Language): Block {
  const words = WORDS[language];
  const names = SHARED_WORDS[language];
  return {
    kind: 'table',
    name: words.missing,
    columns: [
      { title: words.team },
      { title: names.experiment },
      { title: names.dataset },
      { title: words.by },
      { title: words.reason },
    ],
    rows: rows.map(({ team, experiment, dataset, by, reason }) => [
      { code: team },
      { code: experiment },
      dataset,
      by,
      reason ?? '',
    ]),
  };
}

function order(a: ComparisonRow, b: ComparisonRow): number {
  return (
    a.team.localeCompare(b.team, 'en', { numeric: true }) || a.experiment.localeCompare(b.experiment, 'en')
  );
}
