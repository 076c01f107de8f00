import { Error as LogErrors, View } from 'vega';
import type { TopLevelSpec } from 'vega-lite';
import { escapeHtml } from '../page/escape.js';
import { ChartShapes, TITLE } from './chart-shapes.js';

/** Colours that stay apart for colour-blind readers and in grey print (Okabe & Ito 2008), on white. */
export const COLORS = {
  training: '#0072b2',
  validation: '#d55e00',
  rule: '#55606e',
  ink: '#1d2530',
  /** Words on what is wrong; dark enough to read. */
  warning: '#9a3d00',
};

const FONT =
  "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'Noto Sans KR', 'Noto Sans CJK KR', sans-serif";

const CONFIG = {
  aria: false,
  background: 'white',
  font: FONT,
  padding: 6,
  view: { stroke: null },
  axis: {
    labelColor: COLORS.ink,
    titleColor: COLORS.ink,
    labelFontSize: 12,
    titleFontSize: 12,
    titleFontWeight: 'normal',
    gridColor: '#e6e9ed',
    domainColor: '#9aa3ae',
    tickColor: '#9aa3ae',
  },
  legend: {
    labelColor: COLORS.ink,
    titleColor: COLORS.ink,
    labelFontSize: 12,
    titleFontSize: 12,
    labelLimit: 0,
  },
  title: { color: COLORS.ink, fontSize: 13, fontWeight: 600, anchor: 'start' },
  header: { labelColor: COLORS.ink, labelFontSize: 13, labelFontWeight: 600 },
} as const;

const SHAPES = new ChartShapes();

/** By name, where `drawEachNameOnce` was called. */
let drawn: Map<string, Uint8Array> | null = null;

/**
 * From now on all charts of a name are the first one that was drawn. For the thousands of reports that a benchmark
 * makes, whose charts nobody looks at: they take most of the time of a report.
 */
export function drawEachNameOnce(): void {
  drawn ??= new Map();
}

/**
 * Draws a vega-lite chart as an SVG of its own (https://vega.github.io/vega/docs/api/view/#view_toSVG). Equal input
 * gives equal bytes: coordinates are rounded to 2 decimals and ids made from the name.
 * @param name unique on its page, `[a-z0-9_-]+`
 * @param title shown by screen readers and as a tooltip; @param description says what the chart shows
 */
export async function drawSvg(
  name: string,
  title: string,
  description: string,
  chart: TopLevelSpec,
): Promise<Uint8Array> {
  const svg = drawn?.get(name) ?? (await draw(name, title, description, chart));
  drawn?.set(name, svg);
  return svg;
}

async function draw(
  name: string,
  title: string,
  description: string,
  chart: TopLevelSpec,
): Promise<Uint8Array> {
  const {
    runtime,
    title: shown,
    rows,
  } = SHAPES.of({ ...chart, config: { ...CONFIG, ...chart.config } } as TopLevelSpec);
  const view = new View(runtime, { renderer: 'none', logLevel: LogErrors });
  try {
    if (shown !== null) view.signal(TITLE, shown);
    for (const [rowsOf, values] of rows) view.data(rowsOf, values);
    return Buffer.from(tidy(await view.toSVG(), name, title, description), 'utf8');
  } finally {
    view.finalize();
  }
}

function tidy(svg: string, name: string, title: string, description: string): string {
  const ids = new Map<string, string>();
  for (const [, id] of svg.matchAll(/\bid="([^"]+)"/g)) ids.set(id!, `${name}-${ids.size}`);
  const label = `<title id="${name}-title">${escapeHtml(title)}</title><desc id="${name}-desc">${escapeHtml(description)}</desc>`;
  return `${svg
    .replace(/\bid="([^"]+)"/g, (_, id: string) => `id="${ids.get(id)}"`)
    .replace(/url\(#([^)]+)\)/g, (_, id: string) => `url(#${ids.get(id) ?? id})`)
    // In tags only: a learning rate of 0.001 that stands in a text is no coordinate.
    .replace(/<[^>]*>/g, (tag) =>
      tag
        .replace(/-?\d+\.\d{3,}/g, (number) => String(Number(Number(number).toFixed(2))))
        // To a screen reader the chart is one image with its words; its groups have none of their own.
        .replace(/ (role="graphics-[^"]*"|aria-(roledescription|label)="[^"]*")/g, ''),
    )
    .replace(/<svg\b([^>]*)>/, `<svg$1 role="img" aria-labelledby="${name}-title ${name}-desc">${label}`)}\n`;
}
