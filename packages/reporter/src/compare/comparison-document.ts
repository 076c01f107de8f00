import type { Language } from '@teamnet/records';
import { whyNotShared } from '../facts/not-shared.js';
import type { Block, Document, Section } from '../page/document.js';
import { SHARED_WORDS } from '../sections/shared-words.js';
import type { Comparison, ComparisonRow, SharedRow } from './comparison.js';
import { acrossDatasetsSection } from './sections/across-datasets.js';
import { acrossTeamsSection } from './sections/across-teams.js';
import { costSection } from './sections/cost.js';
import { datasetSection } from './sections/dataset.js';

const en = {
  title: 'Comparison of the teams',
  subtitle: (teams: number, shared: number, all: number, order: string) =>
    `${teams} ${teams === 1 ? 'team' : 'teams'}, ${shared} of ${all} runs shared${order}`,
  order: {
    accuracy: ['the highest test accuracy first', 'the lowest test accuracy first'],
    loss: ['the lowest test loss first', 'the highest test loss first'],
    time: ['the shortest training first', 'the longest training first'],
    parameters: ['the fewest parameters first', 'the most parameters first'],
    team: ['by team', 'by team, the last one first'],
  },
  filter: (list: string) => `Only runs of ${list}.`,
  team: 'Team',
  by: 'By',
  nothing: 'No run fits, or none is shared yet.',
  reason: 'Why',
  missing: 'Not shared',
};
const ko: typeof en = {
  title: '팀 비교',
  subtitle: (teams, shared, all, order) => `팀 ${teams}개, 실행 ${all}개 중 ${shared}개 공유됨${order}`,
  order: {
    accuracy: ['테스트 정확도가 높은 순서', '테스트 정확도가 낮은 순서'],
    loss: ['테스트 손실이 낮은 순서', '테스트 손실이 높은 순서'],
    time: ['학습이 짧은 순서', '학습이 긴 순서'],
    parameters: ['매개변수가 적은 순서', '매개변수가 많은 순서'],
    team: ['팀 순서', '팀 순서 (마지막 팀부터)'],
  },
  filter: (list) => `다음 실행만: ${list}.`,
  team: '팀',
  by: '담당',
  nothing: '조건에 맞는 실행이 없거나 아직 아무것도 공유되지 않았다.',
  reason: '이유',
  missing: '공유하지 않음',
};
const WORDS = { en, ko };

/** The page of a comparison: a section a data set, the views across data sets and teams, then what is not there. */
export async function comparisonDocument(comparison: Comparison, language: Language): Promise<Document> {
  const words = WORDS[language];
  const { rows, teams } = comparison;
  const shared = rows.filter(isShared);
  const { by, reverse } = comparison.order ?? { by: 'accuracy', reverse: false };
  const order = shared.length > 0 ? `; ${words.order[by][reverse ? 1 : 0]}` : '';
  return {
    language,
    wide: true,
    title: words.title,
    subtitle: words.subtitle(teams.length, shared.length, rows.length, order),
    lead: leadOf(comparison, language),
    sections: await comparisonSections(comparison, language),
  };
}

/** The sections of a comparison, for a page of one's own. */
export async function comparisonSections(comparison: Comparison, language: Language): Promise<Section[]> {
  const { rows } = comparison;
  const shared = rows.filter(isShared);
  const missing = rows.filter(({ result }) => result === null);
  const datasets = [...new Set(rows.map(({ dataset }) => dataset))];
  const sections: Section[] = [];
  for (const dataset of datasets) {
    const own = shared.filter((row) => row.dataset === dataset);
    if (own.length > 0) sections.push(await datasetSection(dataset, own, comparison.order, language));
  }
  if (comparison.networks.length > 0) sections.push(acrossDatasetsSection(comparison.networks, language));
  if (comparison.experiments.length > 0) sections.push(acrossTeamsSection(comparison.experiments, language));
  if (shared.length > 1) sections.push(await costSection(shared, language));
  if (missing.length > 0) {
    const title = WORDS[language].missing;
    sections.push({ id: 'not-shared', title, blocks: [missingTable(missing, language)] });
  }
  return sections;
}

/** What must be known before the tables: filters, teams that could not be read. */
export function leadOf({ filter, problems, rows }: Comparison, language: Language): Block[] {
  const words = WORDS[language];
  const values = Object.values(filter).flatMap((list: readonly string[] | undefined) => list ?? []);
  return [
    ...(values.length > 0 ? [paragraph(words.filter(values.join(', ')))] : []),
    ...(rows.some(isShared) ? [] : [callout(words.nothing)]),
    ...problems.map(({ team, problem }) => callout(`${team}: ${problem}`)),
  ];
}

function paragraph(text: string): Block {
  return { kind: 'paragraph', text };
}

function callout(text: string): Block {
  return { kind: 'callout', tone: 'warning', text };
}

function isShared(row: ComparisonRow): row is SharedRow {
  return row.result !== null;
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
      { title: words.by, whole: true },
      { title: words.reason },
    ],
    rows: rows.map(({ team, experiment, dataset, by, reason }) => [
      { code: team },
      { code: experiment },
      dataset,
      by,
      whyNotShared({ reason }, language),
    ]),
    order: rows.map(({ team, experiment, dataset, by, reason }) => [team, experiment, dataset, by, reason]),
  };
}
