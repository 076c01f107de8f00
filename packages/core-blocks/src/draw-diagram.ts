import type { LayerRow } from '@teamnet/records';
import { instance } from '@viz-js/viz';
import type { ModelSummary } from './summarize.js';

/** Fill of a layer's box by its class; others are white. */
const fills: Record<string, string> = {
  InputLayer: '#e8eaed',
  Cropping2D: '#e8eaed',
  Rescaling: '#e8eaed',
  Conv2D: '#cfe3fa',
  SeparableConv2D: '#b5d3f5',
  DepthwiseConv2D: '#b5d3f5',
  BatchNormalization: '#fdeec5',
  ReLU: '#fde0cf',
  Activation: '#fde0cf',
  MaxPooling2D: '#d9ecd5',
  GlobalAveragePooling2D: '#d9ecd5',
  Flatten: '#d9ecd5',
  Reshape: '#d9ecd5',
  Add: '#ead9f2',
  Multiply: '#ead9f2',
  Concatenate: '#ead9f2',
  Dropout: '#f3f3f3',
  Dense: '#f6cfd6',
};

/** Above this many layers a diagram has columns, of about so many. */
const LONG = 70;
const COLUMN = 40;

/**
 * Draws a network from top to bottom as Keras' `plot_model` does: a box a layer with its name, class, output shape
 * and parameters; the layers of a block (`block1_…`) stand in a frame. A long network stands in several columns, read
 * from left to right. Laid out by Graphviz (@viz-js/viz).
 *
 * @param name of the network: the picture's title
 * @returns an SVG element, self-contained; the same bytes for the same network
 */
export async function drawDiagram(summary: ModelSummary, name: string): Promise<string> {
  const viz = await instance();
  const svg = viz.renderString(describeGraph(summary.layers), { format: 'svg', engine: 'dot' });
  return finish(svg, `${name}: ${summary.layers.length} layers`);
}

/** The network in Graphviz' language (https://graphviz.org/doc/info/lang.html). */
function describeGraph(layers: readonly LayerRow[]): string {
  const columns = intoColumns(intoBlocks(layers));
  const columnOf = new Map(
    columns.flatMap((blocks, column) =>
      blocks.flatMap(({ members }) => members.map(({ name }) => [name, column])),
    ),
  );
  return [
    'digraph {',
    '  graph [rankdir=TB, ranksep=0.2, nodesep=0.4, fontname="Helvetica", fontsize=13, bgcolor="transparent"];',
    '  node [shape=box, style="filled,rounded", color="#5f6368", fillcolor="#ffffff", fontname="Helvetica", fontsize=12, margin="0.24,0.05"];',
    '  edge [color="#5f6368", arrowsize=0.7];',
    ...columns.flatMap((blocks) => blocks.flatMap(describeBlock)),
    ...layers.flatMap((layer) =>
      layer.connectedTo.map((from) => {
        // An edge to another column must not push that column down.
        const within = columnOf.get(from) === columnOf.get(layer.name);
        return `  ${quote(from)} -> ${quote(layer.name)}${within ? '' : ' [constraint=false]'};`;
      }),
    ),
    '}',
  ].join('\n');
}

/** Consecutive layers of one block; a layer of no block is alone with an empty name. */
interface DiagramBlock {
  name: string;
  members: LayerRow[];
}

function intoBlocks(layers: readonly LayerRow[]): DiagramBlock[] {
  const blocks = new Map<string, DiagramBlock>();
  for (const layer of layers) {
    const name = /^block\d+/.exec(layer.name)?.[0] ?? '';
    const key = name || ` ${layer.name}`;
    blocks.set(key, { name, members: [...(blocks.get(key)?.members ?? []), layer] });
  }
  return [...blocks.values()];
}

/** Columns of about the same length, none broken within a block; one for a network that fits a page or two. */
function intoColumns(blocks: readonly DiagramBlock[]): DiagramBlock[][] {
  const total = blocks.reduce((sum, { members }) => sum + members.length, 0);
  const count = total > LONG ? Math.ceil(total / COLUMN) : 1;
  const columns: DiagramBlock[][] = Array.from({ length: count }, () => []);
  let before = 0;
  for (const block of blocks) {
    const middle = before + block.members.length / 2;
    columns[Math.min(count - 1, Math.floor((middle * count) / total))]!.push(block);
    before += block.members.length;
  }
  return columns.filter((column) => column.length > 0);
}

function describeBlock({ name, members }: DiagramBlock): string[] {
  const nodes = members.map(describeNode);
  if (name === '') return nodes;
  return [
    `  subgraph ${quote(`cluster_${name}`)} {`,
    `    label=${quote(name)}; labeljust=l; color="#9aa0a6"; style=rounded;`,
    ...nodes.map((node) => `  ${node}`),
    '  }',
  ];
}

function describeNode(layer: LayerRow): string {
  const shape = layer.outputShape.slice(1).join(' × ');
  const parameters = layer.parameters > 0 ? `, ${layer.parameters.toLocaleString('en-US')} parameters` : '';
  const label = `${layer.type}, ${shape}\\n${layer.name}${parameters}`;
  return `  ${quote(layer.name)} [label=${quote(label)}, fillcolor="${fills[layer.type] ?? '#ffffff'}"];`;
}

function quote(text: string): string {
  return `"${text.replaceAll('"', '\\"')}"`;
}

/** Only the svg element, so that it can stand in an HTML page, with one title, which a screen reader says. */
function finish(svg: string, title: string): string {
  const escaped = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return svg
    .slice(svg.indexOf('<svg'))
    .replaceAll(/<!--[\s\S]*?-->\n?|<title>[^<]*<\/title>\n?/g, '')
    .replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', '')
    .replace(/^<svg ([^>]*)>/, `<svg role="img" $1>\n<title>${escaped}</title>`)
    .replaceAll(/font-family="[^"]*"/g, 'font-family="Arial, Helvetica, sans-serif"');
}
