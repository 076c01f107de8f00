import type { Comparison } from './comparison.js';

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
    return [team, experiment, dataset, by, result ? 'yes' : 'no', ...known, reason ?? ''];
  });
  return `\uFEFF${[COLUMNS, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const harmless = /^[\s]*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
