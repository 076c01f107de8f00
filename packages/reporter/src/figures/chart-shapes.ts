import { parse, type Runtime } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

/** A chart that is worked out up to its rows, and the rows by the names that it looks for. */
export interface ShapedChart {
  runtime: Runtime;
  rows: ReadonlyMap<string, readonly object[]>;
}

/**
 * Charts worked out once a shape. Compiling and parsing take most of the time of a drawing, and the charts of a
 * class differ in their rows only.
 */
export class ChartShapes {
  readonly #known = new Map<string, Runtime>();

  /** Inline rows are taken out of the chart; what is left is its shape. */
  of(chart: TopLevelSpec): ShapedChart {
    const rows = new Map<string, readonly object[]>();
    const shape = withoutRows(chart, rows) as TopLevelSpec;
    const key = JSON.stringify(shape);
    const runtime = this.#known.get(key) ?? parse(compile(shape).spec);
    this.#known.set(key, runtime);
    return { runtime, rows };
  }
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
