import type { ModelSummary } from './summarize.js';

/** A column of the table; numbers stand to the right. */
interface Column {
  title: string;
  numeric?: boolean;
  cell(layer: ModelSummary['layers'][number]): string;
}

const columns: Column[] = [
  { title: 'Layer (type)', cell: ({ name, type }) => `${name} (${type})` },
  {
    title: 'Output shape',
    cell: ({ outputShape }) => `(${outputShape.map((size) => size ?? 'batch').join(', ')})`,
  },
  { title: 'Param #', numeric: true, cell: ({ parameters }) => count(parameters) },
  {
    title: 'Not trained',
    numeric: true,
    cell: ({ nonTrainable }) => (nonTrainable > 0 ? count(nonTrainable) : ''),
  },
  { title: 'FLOPs', numeric: true, cell: ({ flops }) => formatFlops(flops) },
  { title: 'Memory', numeric: true, cell: ({ activationBytes }) => formatBytes(activationBytes) },
  { title: 'Connected to', cell: ({ connectedTo }) => connectedTo.join(', ') || '-' },
];

/**
 * A summary as a table of plain text, as Keras' `model.summary()` prints it: one line a layer with its output shape,
 * parameters, cost for one image and inputs, then the totals. Ends with a newline.
 *
 * @param name of the network, for the heading
 */
export function formatSummary(summary: ModelSummary, name: string): string {
  const { layers, parameters, flops, activationBytes } = summary;
  const rows = layers.map((layer) => columns.map(({ cell }) => cell(layer)));
  const widths = columns.map(({ title }, column) =>
    Math.max(title.length, ...rows.map((row) => row[column]!.length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) =>
        columns[column]!.numeric ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!),
      )
      .join('  ')
      .trimEnd();
  const rule = line(widths.map((width) => '─'.repeat(width)));
  const averages = layers
    .filter(({ type }) => type === 'BatchNormalization')
    .reduce((sum, layer) => sum + layer.parameters / 2, 0);
  return [
    `Model: ${name}`,
    line(columns.map(({ title }) => title)),
    rule,
    ...rows.map(line),
    rule,
    `Total parameters: ${withSize(parameters.total)}`,
    `Trainable parameters: ${withSize(parameters.trainable)}`,
    `Non-trainable parameters: ${withSize(parameters.nonTrainable)}${
      averages > 0 ? `, of which ${count(averages)} are moving averages of batch normalization` : ''
    }`,
    `FLOPs of an image: ${formatFlops(flops)} forward; a multiply-add counts as 2`,
    `Memory of an image: ${formatBytes(activationBytes)} for the outputs of all layers in float32`,
    '',
  ].join('\n');
}

function withSize(parameters: number): string {
  return `${count(parameters)} (${formatBytes(parameters * 4)})`;
}

/** E.g. `1.53 G`, `820 k`; nothing for none. */
function formatFlops(flops: number): string {
  if (flops === 0) return '';
  const [size, unit] = flops < 1e6 ? [1e3, 'k'] : flops < 1e9 ? [1e6, 'M'] : [1e9, 'G'];
  return flops < 1e3 ? `${flops}` : `${(flops / size).toPrecision(3).replace(/e\+3$/, '')} ${unit}`;
}

/** E.g. `2.76 MiB`. */
function formatBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  const kib = bytes / 1024;
  return kib < 1024 ? `${kib.toFixed(2)} KiB` : `${(kib / 1024).toFixed(2)} MiB`;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}
