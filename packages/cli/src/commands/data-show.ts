import { resolve } from 'node:path';
import { type Augmentation, writeWhole } from '@teamnet/records';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { openData } from '../open-data.js';
import {
  addDataOptions,
  addJsonOption,
  addSkipBrokenOption,
  type DataFlags,
  datasetArgument,
  wholeNumber,
} from '../options.js';
import { augmentValues } from './augment-values.js';
import { pictureFile, pictureFormat } from './picture-format.js';

interface Flags extends DataFlags {
  split: string;
  count?: number;
  augment?: Augmentation[] | true;
  seed: number;
  out?: string;
  json?: boolean;
}

/** `teamnet data show`: a picture of some examples with their labels, or of one as augmentation changes it. */
export function addDataShow(data: Command, context: Context): void {
  const command = data
    .command('show')
    .description('Write a picture of some examples with their labels.')
    .addArgument(datasetArgument('<name>'))
    .option('--split <expression>', 'which examples, e.g. train[:80%]', 'train')
    .option('--count <number>', 'how many (default: 16; 6 of each kind with --augment)', wholeNumber(1))
    .option(
      '--augment [kinds]',
      'the first example, augmented: all kinds, or e.g. rotate:0.3,mixup',
      augmentValues,
    )
    .option('--seed <number>', 'of what --augment draws', wholeNumber(0), 2)
    .option(
      '--out <file>',
      'where to, .png or .svg (default: <name>.png, <name>-augmented.png)',
      pictureFile,
    );
  addJsonOption(addDataOptions(addSkipBrokenOption(command))).action(async (given: string, flags: Flags) => {
    const { parseSplit, showExamples } = await import('@teamnet/datasets');
    // Before a long download.
    parseSplit(flags.split);
    const dataset = await openData(given, flags, context);
    const { name, source } = dataset.info;
    const { split, augment, count, seed } = flags;
    const file = flags.out ?? `${name}${augment ? '-augmented' : ''}.png`;
    const format = pictureFormat(file) ?? 'png';
    if (augment) {
      const { showAugmented } = await import('./show-augmented.js');
      const kinds = augment === true ? [] : augment;
      writeWhole(file, await showAugmented(dataset, split, kinds, { count: count ?? 6, seed, format }));
    } else {
      writeWhole(file, await showExamples(dataset, split, count, format));
    }
    if (flags.json) context.printJson({ file: resolve(context.cwd, file), name, split, source });
    else context.print(`${file}: ${split} of ${name}, source: ${source}`);
  });
}
