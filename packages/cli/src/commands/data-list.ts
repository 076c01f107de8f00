import type { Command } from 'commander';
import type { Context } from '../context.js';
import { formatTable } from '../format-table.js';
import { ownDatasetsAround } from '../open-data.js';
import { addDataOptions, addJsonOption, addTeamOption, type DataFlags, dataOptions } from '../options.js';

/** `teamnet data list`: which data sets there are and what of them lies on this machine. */
export function addDataList(data: Command, context: Context): void {
  const command = data
    .command('list')
    .description("List the course's data sets and the team's own, and what of them lies on this machine.");
  addJsonOption(addTeamOption(addDataOptions(command))).action(
    async (flags: DataFlags & { json?: boolean; team?: string }) => {
      const { inMessage, listDatasets, listOwnDatasets } = await import('@teamnet/datasets');
      const options = dataOptions(flags);
      const app = ownDatasetsAround(context.cwd, flags.team);
      const own = app ? await listOwnDatasets(app.homework, app.folder, options) : [];
      const listed = [...listDatasets(options), ...own];
      if (flags.json) {
        context.printJson(listed);
        return;
      }
      const rows = listed.map(({ name, version, labels, numExamples, prepared, manual, downloadBytes }) => [
        name,
        version,
        String(labels.length),
        numExamples?.toLocaleString('en') ?? '?',
        prepared ?? 'no',
        manual ?? 'no',
        downloadBytes === 0 ? 'none' : `${(downloadBytes / 1e6).toFixed(0)} MB`,
      ]);
      const header = ['name', 'version', 'labels', 'images', 'prepared', 'manual', 'download'];
      context.print(formatTable(header, rows));
      for (const { name, problem } of listed) if (problem) context.print(inMessage(`\n${name}: ${problem}`));
    },
  );
}
