import type { Command } from 'commander';
import type { Context } from '../context.js';
import { describeRights } from '../describe-rights.js';
import { describeSurvey } from '../describe-survey.js';
import { formatTable } from '../format-table.js';
import { labelBars } from '../label-bars.js';
import { openData } from '../open-data.js';
import {
  addDataOptions,
  addJsonOption,
  addSkipBrokenOption,
  type DataFlags,
  datasetArgument,
} from '../options.js';
import { withDataProgress } from '../with-data-progress.js';

/** `teamnet data info`: splits, labels, source and licence of a data set. */
export function addDataInfo(data: Command, context: Context): void {
  const command = data
    .command('info')
    .description('Show splits, labels, image sizes, duplicates, source, licence and citation of a data set.')
    .addArgument(datasetArgument('<name>'));
  addJsonOption(addDataOptions(addSkipBrokenOption(command))).action(
    async (given: string, flags: DataFlags & { json?: boolean }) => {
      const { describeDataset, inMessage } = await import('@teamnet/datasets');
      const card = await withDataProgress(given, context, async (progress) =>
        describeDataset(await openData(given, flags, context, progress)),
      );
      if (flags.json) {
        context.printJson(card);
        return;
      }
      const {
        name,
        version,
        source,
        description,
        homepage,
        citation,
        notes,
        fingerprint,
        splits,
        defaultSplits,
        survey,
        skipped,
      } = card;
      context.print(`${name} ${version}, source: ${source}\n${description}\n`);
      const rows = Object.entries(splits).map(([split, { numExamples, numBytes }]) => [
        split,
        numExamples.toLocaleString('en'),
        `${(numBytes / 1e6).toFixed(1)} MB`,
      ]);
      context.print(formatTable(['split', 'images', 'size'], rows));
      context.print(`\n${labelBars(splits)}`);
      const { train, validation, test } = defaultSplits;
      context.print(`\ndefault splits: training ${train}, validation ${validation}, test ${test}`);
      for (const line of survey ? describeSurvey(survey) : []) context.print(line);
      if (skipped) {
        const { count, of, examples } = skipped;
        context.print(`broken and left out: ${count} of ${of} images`);
        for (const { key, reason } of examples) context.print(inMessage(`  ${key}: ${reason}`));
        if (count > examples.length) context.print(`  … (teamnet data verify ${given} names all)`);
      }
      for (const note of notes) context.print(`Note: ${note}`);
      context.print('');
      for (const line of describeRights(card)) context.print(line);
      if (homepage !== '') context.print(`homepage: ${homepage}`);
      context.print(`fingerprint: ${fingerprint}`);
      if (citation !== '') context.print(`\n${citation}`);
    },
  );
}
