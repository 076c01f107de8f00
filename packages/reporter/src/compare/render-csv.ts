import { standingWords } from '../facts/standing-words.js';
import { csvOf } from '../page/csv.js';
import type { Comparison, ComparisonRow, NetworkComparison, TeamsComparison } from './comparison.js';

export const COMPARISON_VIEWS = ['runs', 'networks', 'teams'] as const;
/** `runs`: a line a run; `networks`: the same network on two data sets; `teams`: the same experiment across teams. */
export type ComparisonView = (typeof COMPARISON_VIEWS)[number];

type Cells = (string | number | null)[];

const RUN_COLUMNS = [
  ...['team', 'experiment', 'dataset', 'by', 'shared', 'accuracy', 'intervalLow', 'intervalHigh', 'loss'],
  ...['testImages', 'parameters', 'bestEpoch', 'epochs', 'trainSeconds', 'overfitting', 'model', 'profile'],
  ...['source', 'runId', 'reason', 'seeds', 'meanAccuracy', 'deviation', 'meanLow', 'meanHigh'],
  ...['againstBaseline', 'difference', 'p', 'student', 'architecture', 'dataFingerprint'],
];
const DIFFERENCE_COLUMNS = [
  'difference',
  'differenceLow',
  'differenceHigh',
  'method',
  'p',
  'clear',
  'notCompared',
];
const side = (name: string) => [name, `${name}Accuracy`, `${name}Low`, `${name}High`, `${name}Chance`];
const NETWORK_COLUMNS = [
  'team',
  'experiment',
  'by',
  ...side('first'),
  ...side('second'),
  ...DIFFERENCE_COLUMNS,
];
const TEAM_COLUMNS = [
  ...['experiment', 'dataset', 'team', 'by', 'accuracy', 'intervalLow', 'intervalHigh', 'best'],
  ...[...DIFFERENCE_COLUMNS, 'otherSettings'],
];

/** A view of a comparison as CSV, numbers unrounded; a spreadsheet runs none of its cells. */
export function renderCsv({ rows, networks, experiments }: Comparison, view: ComparisonView): string {
  switch (view) {
    case 'runs':
      return csvOf([RUN_COLUMNS, ...rows.map(runCells)]);
    case 'networks':
      return csvOf([NETWORK_COLUMNS, ...networks.map(networkCells)]);
    case 'teams':
      return csvOf([TEAM_COLUMNS, ...experiments.flatMap(teamCells)]);
  }
}

function runCells({ team, experiment, dataset, by, student, result, reason }: ComparisonRow): Cells {
  const place = [team, experiment, dataset, by, result ? 'yes' : 'no'];
  if (!result)
    return [
      ...place,
      ...Array<null>(14).fill(null),
      reason,
      ...Array<null>(8).fill(null),
      student,
      null,
      null,
    ];
  return [
    ...place,
    result.accuracy,
    ...result.interval,
    result.loss,
    result.testImages,
    result.parameters,
    result.bestEpoch,
    result.epochs,
    result.trainSeconds,
    result.overfitting,
    result.model,
    result.profile,
    result.source,
    result.runId,
    reason,
    ...overSeeds(result),
    student,
    result.architecture,
    result.dataFingerprint,
  ];
}

function overSeeds({ seeds, standing }: NonNullable<ComparisonRow['result']>): Cells {
  const { n, mean, deviation, interval } = seeds;
  const measured = standing.kind === 'measured' ? standing : null;
  return [
    n,
    mean,
    deviation,
    ...(interval ?? [null, null]),
    standingWords(standing, 'en'),
    measured?.difference ?? null,
    measured?.p ?? null,
  ];
}

function networkCells({ team, experiment, by, sides, difference, reason }: NetworkComparison): Cells {
  const both = sides.flatMap(({ dataset, accuracy, interval, chance }) => [
    dataset,
    accuracy,
    ...interval,
    chance,
  ]);
  return [team, experiment, by, ...both, ...differenceCells(difference, reason)];
}

function teamCells({ experiment, dataset, best, teams }: TeamsComparison): Cells[] {
  return teams.map(({ team, by, accuracy, interval, difference, reason, otherSettings }) => [
    ...[experiment, dataset, team, by, accuracy, ...interval, best],
    ...differenceCells(difference, reason),
    otherSettings.join(' '),
  ]);
}

function differenceCells(found: NetworkComparison['difference'], reason: NetworkComparison['reason']): Cells {
  if (!found) return [...Array<null>(6).fill(null), reason];
  const { difference, interval, method, p, clear } = found;
  return [difference, ...interval, method, p, clear ? 'yes' : 'no', reason];
}
