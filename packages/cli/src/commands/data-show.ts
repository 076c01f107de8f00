import type { DatasetName } from '@teamnet/records';
import { writeWhole } from '@teamnet/records';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { openData } from '../open-data.js';
import { addDataOptions, type DataFlags, datasetArgument, wholeNumber } from '../options.js';

interface Flags extends DataFlags {
  split: string;
  count: number;
  out?: string;
}

/** `teamnet data show`: a picture of some examples with their labels. */
export function addDataShow(data: Command, context: Context): void {
  const command = data
    .command('show')
    .description('Write a picture of some examples with their labels.')
    .addArgument(datasetArgument('<name>'))
    .option('--split <expression>', 'which examples, e.g. train[:80%]', 'train')
    .option('--count <number>', 'how many', wholeNumber(1), 16)
    .option('--out <file.png>', 'where to (default: <name>.png)');
  addDataOptions(command).action(async (name: DatasetName, flags: Flags) => {
    const { showExamples } = await import('@teamnet/datasets');
    const dataset = await openData(name, flags, context);
    const file = flags.out ?? `${name}.png`;
    writeWhole(file, await showExamples(dataset, flags.split, flags.count));
    context.print(`${file}: ${flags.split} of ${name}, source: ${dataset.info.source}`);
  });
}
