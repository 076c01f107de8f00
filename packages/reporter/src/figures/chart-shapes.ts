import { parse, type Runtime } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

/** A chart that is worked out up to its title and rows, and these. */
export interface ShapedChart {
  runtime: Runtime;
  /** For the signal TITLE; null where there is none. */
  title: string | null;
  /** By the names that the chart looks for. */
  rows: ReadonlyMap<string, readonly object[]>;
}

/** The signal that a chart takes its title from. */
export const TITLE = 'chartTitle';

/**
 * Charts worked out once a shape. Compiling and parsing take most of the time of a drawing, and the charts of a
 * class differ in their titles and rows only.
 */
export class ChartShapes {
  readonly #known = new Map<string, Runtime>();

  /** The title and inline rows are taken out of the chart; what is left is its shape. */
  of(chart: TopLevelSpec): ShapedChart {
    const rows = new Map<string, readonly object[]>();
    const { text: title, chart: untitled } = withoutTitle(chart);
    const shape = withoutRows(untitled, rows) as TopLevelSpec;
    const key = JSON.stringify(shape);
    const runtime = this.#known.get(key) ?? parse(compile(shape).spec);
    this.#known.set(key, runtime);
    return { runtime, title, rows };
  }
}

function withoutTitle(chart: TopLevelSpec): { text: string | null; chart: TopLevelSpec } {
  const { title } = chart;
  const text = typeof title === 'object' && 'text' in title ? title.text : title;
  if (typeof text !== 'string') return { text: null, chart };
  const rest = typeof title === 'object' ? title : {};
  const params = [...(chart.params ?? []), { name: TITLE, value: '' }];
  return { text, chart: { ...chart, title: { ...rest, text: { expr: TITLE } }, params } as TopLevelSpec };
}

function withoutRows(value: unknown, rows: Map<string, readonly object[]>): unknown {
  if (Array.isArray(value)) return value.map((inner) => withoutRows(inner, rows));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (key !== 'data' || !hasRows(inner)) return [key, withoutRows(inner, rows)];
      const name = `rows-${rows.size}`;
      rows.set(name, inner.values);
      return [key, { name }];
    }),
  );
}

function hasRows(data: unknown): data is { values: object[] } {
  return (
    typeof data === 'object' &&
    data !== null &&
    Object.keys(data).join() === 'values' &&
    Array.isArray((data as { values: unknown }).values)
  );
}
