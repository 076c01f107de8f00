import { toJson } from '@teamnet/records';
import type { ComparisonFormat, RenderOptions } from '../compare/render-comparison.js';
import { csvOf } from '../page/csv.js';
import { type Rendered, renderDocument } from '../page/render-document.js';
import type { RunComparison } from './run-comparison.js';
import { runComparisonDocument } from './run-comparison-document.js';

/** Two runs beside each other as text; `csv` and `json` hold the numbers unrounded. */
export async function renderRunComparison(
  comparison: RunComparison,
  format: ComparisonFormat,
  { language = 'en', figures }: Omit<RenderOptions, 'view'> = {},
): Promise<Rendered> {
  switch (format) {
    case 'csv':
      return { text: csvOf([COLUMNS, ...cells(comparison)]), pictures: [] };
    case 'json':
      return { text: toJson(comparison), pictures: [] };
    default:
      return renderDocument(await runComparisonDocument(comparison, language), format, figures);
  }
}

const COLUMNS = ['part', 'name', 'first', 'second', 'difference', 'value'];
type Value = string | number | null;

/** One line a number: what it is of, both values, second minus first; or the one value that they have together. */
function cells({ first, second, settings, circumstances, ...rest }: RunComparison): Value[][] {
  const { accuracy, classes, confusion } = rest;
  const line = (part: string, name: string, a: Value, b: Value): Value[] => [
    part,
    name,
    a,
    b,
    typeof a === 'number' && typeof b === 'number' ? b - a : null,
    null,
  ];
  const alone = (part: string, name: string, value: Value): Value[] => [part, name, null, null, null, value];
  const measures = ['accuracy', 'loss', 'testImages', 'parameters', 'trainSeconds', 'bestEpoch'] as const;
  const epochs = Array.from(
    { length: Math.max(first.history.length, second.history.length) },
    (_, index) => index,
  );
  const columns = ['loss', 'validationLoss', 'accuracy', 'validationAccuracy'] as const;
  const [low, high] = accuracy.interval;
  return [
    line('run', 'name', first.name, second.name),
    line('run', 'runId', first.runId, second.runId),
    line('run', 'by', first.by, second.by),
    ...measures.map((name) => line('result', name, first[name], second[name])),
    alone('result', 'accuracyDifferenceLow', low),
    alone('result', 'accuracyDifferenceHigh', high),
    alone('result', 'notPaired', accuracy.notPaired),
    ...(accuracy.sameImages
      ? Object.entries(accuracy.sameImages).map(([name, value]) => alone('same images', name, value))
      : []),
    ...settings.map((one) => line('setting', one.path.join('.'), written(one.first), written(one.second))),
    ...circumstances.map((one) => line('circumstance', one.name, one.first, one.second)),
    ...(classes ?? []).flatMap(({ label, precision, recall }) => [
      line('precision', label, ...precision),
      line('recall', label, ...recall),
    ]),
    ...(confusion?.labels ?? []).flatMap((label, actual) =>
      confusion!.labels.map((other, predicted) =>
        line(
          'confusion',
          `${label} as ${other}`,
          confusion!.first[actual]?.[predicted] ?? 0,
          confusion!.second[actual]?.[predicted] ?? 0,
        ),
      ),
    ),
    ...epochs.flatMap((index) =>
      columns.map((name) =>
        line(
          `epoch ${index + 1}`,
          name,
          first.history[index]?.[name] ?? null,
          second.history[index]?.[name] ?? null,
        ),
      ),
    ),
  ];
}

function written(value: unknown): Value {
  if (value === undefined || value === null) return null;
  return typeof value === 'number' || typeof value === 'string' ? value : JSON.stringify(value);
}
