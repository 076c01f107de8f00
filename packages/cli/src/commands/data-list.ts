import type { Command } from 'commander';
import type { Context } from '../context.js';
import { formatTable } from '../format-table.js';
import { addDataOptions, addJsonOption, type DataFlags, dataOptions } from '../options.js';

/** `teamnet data list`: which data sets there are and what of them lies on this machine. */
export function addDataList(data: Command, context: Context): void {
  const command = data
    .command('list')
    .description('List the data sets and what of them lies on this machine.');
  addJsonOption(addDataOptions(command)).action(async (flags: DataFlags & { json?: boolean }) => {
    const { listDatasets } = await import('@teamnet/datasets');
    const listed = listDatasets(dataOptions(flags));
    if (flags.json) {
      context.printJson(listed);
      return;
    }
    const rows = listed.map(({ name, version, labels, prepared, manual, downloadBytes }) => [
      name,
      version,
      String(labels.length),
      prepared ?? 'no',
      manual ?? 'no',
      `${(downloadBytes / 1e6).toFixed(0)} MB`,
    ]);
    context.print(formatTable(['name', 'version', 'labels', 'prepared', 'manual', 'download'], rows));
  });
}
