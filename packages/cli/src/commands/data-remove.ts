import type { Command } from 'commander';
import type { Context } from '../context.js';
import { findDataset } from '../open-data.js';
import { addDataOptions, addJsonOption, type DataFlags, datasetArgument } from '../options.js';

/** `teamnet data remove`: gives the disk space back. */
export function addDataRemove(data: Command, context: Context): void {
  const command = data
    .command('remove')
    .description('Remove what was prepared and downloaded of a data set; manual folders stay.')
    .addArgument(datasetArgument('<name>'));
  addJsonOption(addDataOptions(command)).action(
    async (given: string, flags: DataFlags & { json?: boolean }) => {
      const { removeDataset } = await import('@teamnet/datasets');
      const { builder, options } = await findDataset(given, flags, context);
      const { name } = builder;
      const removed = await removeDataset(builder, options);
      if (flags.json) context.printJson({ name, removed });
      else if (removed.length === 0) context.print(`Nothing of ${name} was there.`);
      else for (const path of removed) context.print(`removed ${path}`);
    },
  );
}
