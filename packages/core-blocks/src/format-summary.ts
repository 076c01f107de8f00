import type { ModelSummary } from './summarize.js';

/**
 * A summary as a table of plain text, as Keras' `model.summary()` prints it: one line a layer with its output shape,
 * parameters and inputs, then the totals. Ends with a newline.
 *
 * @param name of the network, for the heading
 */
export function formatSummary(summary: ModelSummary, name: string): string {
  const { layers, parameters } = summary;
  const rows = layers.map((layer) => [
    `${layer.name} (${layer.type})`,
    `(${layer.outputShape.map((size) => size ?? 'batch').join(', ')})`,
    count(layer.parameters),
    layer.connectedTo.join(', ') || '-',
  ]);
  const headings = ['Layer (type)', 'Output shape', 'Parameters', 'Connected to'];
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 2 ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd();
  return [
    `Model: ${name}`,
    line(headings),
    line(widths.map((width) => '─'.repeat(width))),
    ...rows.map(line),
    line(widths.map((width) => '─'.repeat(width))),
    `Total parameters: ${withSize(parameters.total)}`,
    `Trainable parameters: ${withSize(parameters.trainable)}`,
    `Non-trainable parameters: ${withSize(parameters.nonTrainable)}`,
    '',
  ].join('\n');
}

function withSize(parameters: number): string {
  const kib = (parameters * 4) / 1024;
  return `${count(parameters)} (${kib < 1024 ? `${kib.toFixed(2)} KiB` : `${(kib / 1024).toFixed(2)} MiB`})`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
