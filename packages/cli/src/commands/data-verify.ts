import type { Command } from 'commander';
import type { Context } from '../context.js';
import { CheckFailedError } from '../errors.js';
import { findDataset } from '../open-data.js';
import {
  addDataOptions,
  addJsonOption,
  addSkipBrokenOption,
  type DataFlags,
  datasetArgument,
} from '../options.js';
import { withDataProgress } from '../with-data-progress.js';

/** `teamnet data verify`: reads every record and decodes every image. */
export function addDataVerify(data: Command, context: Context): void {
  const command = data
    .command('verify')
    .description('Read every record and decode every image; exit 1 when one is damaged.')
    .addArgument(datasetArgument('<name>'));
  addJsonOption(addDataOptions(addSkipBrokenOption(command))).action(
    async (given: string, flags: DataFlags & { json?: boolean }) => {
      const { verifyDataset } = await import('@teamnet/datasets');
      const { builder, options } = await findDataset(given, flags, context);
      const { name } = builder;
      const result = await withDataProgress(name, context, (progress) =>
        verifyDataset(builder, { ...options, ...progress }),
      );
      const { version, source, numExamples, problems } = result;
      if (flags.json) context.printJson(result);
      else for (const problem of problems) context.print(problem);
      if (problems.length > 0 && !flags.skipBroken)
        throw new CheckFailedError(
          `${problems.length} of ${numExamples} examples of ${name} ${problems.length === 1 ? 'is' : 'are'} damaged.`,
          `${
            source === 'prepared'
              ? `Remove it with "teamnet data remove ${given}" and prepare it again`
              : 'Replace or remove the files named above'
          }, or leave up to 5 % out with --skip-broken.`,
        );
      if (flags.json) return;
      const whole = numExamples - problems.length;
      const count = whole === numExamples ? `all ${numExamples}` : `${whole} of ${numExamples}`;
      const rest = whole === numExamples ? '' : '; the others are left out with --skip-broken';
      context.print(`${name} ${version} (${source}): ${count} examples are whole${rest}.`);
    },
  );
}
