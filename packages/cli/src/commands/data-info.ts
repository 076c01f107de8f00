import type { DatasetName } from '@teamnet/records';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { formatTable } from '../format-table.js';
import { openData } from '../open-data.js';
import { addDataOptions, addJsonOption, type DataFlags, datasetArgument } from '../options.js';

/** `teamnet data info`: splits, labels, source and licence of a data set. */
export function addDataInfo(data: Command, context: Context): void {
  const command = data
    .command('info')
    .description('Show splits, labels, source, licence and citation of a data set.')
    .addArgument(datasetArgument('<name>'));
  addJsonOption(addDataOptions(command)).action(
    async (name: DatasetName, flags: DataFlags & { json?: boolean }) => {
      const { describeDataset } = await import('@teamnet/datasets');
      const card = describeDataset(await openData(name, flags, context));
      if (flags.json) {
        context.printJson(card);
        return;
      }
      const {
        version,
        source,
        description,
        license,
        homepage,
        citation,
        notes,
        fingerprint,
        splits,
        defaultSplits,
      } = card;
      context.print(`${name} ${version}, source: ${source}\n${description}\n`);
      const rows = Object.entries(splits).map(([split, { numExamples, numBytes, labels }]) => [
        split,
        String(numExamples),
        `${(numBytes / 1e6).toFixed(1)} MB`,
        Object.entries(labels)
          .map(([label, count]) => `${label} ${count}`)
          .join(', '),
      ]);
      context.print(formatTable(['split', 'images', 'size', 'labels'], rows));
      const { train, validation, test } = defaultSplits;
      context.print(`\ntraining ${train}, validation ${validation}, test ${test}`);
      for (const note of notes) context.print(`Note: ${note}`);
      context.print(
        `\nlicence: ${license}\nhomepage: ${homepage}\nfingerprint: ${fingerprint}\n\n${citation}`,
      );
    },
  );
}
