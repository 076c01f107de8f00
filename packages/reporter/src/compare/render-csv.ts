import { standingWords } from '../facts/standing-words.js';
import type { Comparison, ComparisonRow } from './comparison.js';

const COLUMNS = [
  'team',
  'experiment',
  'dataset',
  'by',
  'shared',
  'accuracy',
  'intervalLow',
  'intervalHigh',
  'loss',
  'testImages',
  'parameters',
  'bestEpoch',
  'epochs',
  'trainSeconds',
  'overfitting',
  'model',
  'profile',
  'source',
  'runId',
  'reason',
  'seeds',
  'meanAccuracy',
  'deviation',
  'meanLow',
  'meanHigh',
  'againstBaseline',
  'difference',
  'p',
];

/**
 * A comparison as CSV (RFC 4180, UTF-8 with a byte order mark, so that Excel reads Korean names). A text that a
 * spreadsheet would run as a formula gets an apostrophe before it (OWASP, "CSV Injection").
 */
export function renderCsv({ rows }: Comparison): string {
  const lines = rows.map(({ team, experiment, dataset, by, result, reason }) => {
    const known = result
      ? [
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
        ]
      : Array(14).fill('');
    const place = [team, experiment, dataset, by, result ? 'yes' : 'no'];
    return [...place, ...known, reason ?? '', ...(result ? overSeeds(result) : Array(8).fill(''))];
  });
  return `\uFEFF${[COLUMNS, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

function overSeeds({ seeds, standing }: NonNullable<ComparisonRow['result']>): (string | number)[] {
  const { n, mean, deviation, interval } = seeds;
  const measured = standing.kind === 'measured' ? standing : null;
  return [
    n,
    mean,
    deviation ?? '',
    ...(interval ?? ['', '']),
    standingWords(standing, 'en'),
    measured?.difference ?? '',
    measured?.p ?? '',
  ];
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
