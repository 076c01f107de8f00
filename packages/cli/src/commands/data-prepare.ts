import { COURSE_DATASETS } from '@teamnet/records';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { findDataset, openData } from '../open-data.js';
import {
  addDataOptions,
  addJsonOption,
  addSkipBrokenOption,
  type DataFlags,
  datasetArgument,
} from '../options.js';

/** `teamnet data prepare`: makes data sets ready to train on. */
export function addDataPrepare(data: Command, context: Context): void {
  const command = data
    .command('prepare')
    .description(
      'Make data sets ready: from the data folder, --manual-dir, a download, or drawn as a stand-in.',
    )
    .addArgument(datasetArgument('[names...]'));
  addJsonOption(addDataOptions(addSkipBrokenOption(command))).action(
    async (given: string[], flags: DataFlags & { json?: boolean }) => {
      const names = given.length > 0 ? given : COURSE_DATASETS;
      // A misspelt name is told before a long download of another.
      for (const name of names) await findDataset(name, flags, context);
      const infos = [];
      for (const name of names) {
        const { info } = await openData(name, flags, context);
        infos.push(info);
        if (flags.json) continue;
        const counts = Object.entries(info.splits).map(
          ([split, { numExamples }]) => `${split} ${numExamples}`,
        );
        const { skipped } = info;
        const left = skipped ? `, ${skipped.count} of ${skipped.of} broken and left out` : '';
        context.print(
          `${info.name} ${info.version}: ${counts.join(', ')} images${left}, source: ${info.source}`,
        );
      }
      if (flags.json) context.printJson(infos);
    },
  );
}
