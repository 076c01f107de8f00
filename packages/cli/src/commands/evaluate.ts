import type { Command } from 'commander';
import type { Context } from '../context.js';
import { formatPercent } from '../format-percent.js';
import { formatTable } from '../format-table.js';
import { addEngineOption, addJsonOption, type EngineFlags, engineOption } from '../options.js';

/** `teamnet evaluate`: how well a trained network does on a folder of labelled images. */
export function addEvaluate(program: Command, context: Context): void {
  const command = program
    .command('evaluate')
    .description('Measure a trained network on a folder of images whose subfolders are the labels.')
    .argument('<run-folder>', 'e.g. apps/team-3/runs/baseline/tf_flowers')
    .requiredOption('--images <folder>', 'folder with a subfolder of images for each label');
  addJsonOption(addEngineOption(command)).action(
    async (runFolder: string, flags: { images: string; json?: boolean } & EngineFlags) => {
      const { evaluateRun } = await import('@teamnet/trainer');
      const result = await evaluateRun(runFolder, flags.images, engineOption(flags));
      if (flags.json) {
        context.printJson(result);
        return;
      }
      context.print(
        `${result.images} images, accuracy ${formatPercent(result.accuracy)}, loss ${result.loss.toFixed(4)}`,
      );
      const rows = result.confusion.map((counts, index) => [
        result.labels[index] ?? '',
        ...counts.map(String),
      ]);
      context.print('');
      context.print(formatTable(['true \\ predicted', ...result.labels], rows));
    },
  );
}
