import type { Command } from 'commander';
import type { Context } from '../context.js';
import { formatPercent } from '../format-percent.js';
import { formatTable } from '../format-table.js';
import { addEngineOption, addJsonOption, type EngineFlags, engineOption, wholeNumber } from '../options.js';

/** Characters of a bar that means certainty. */
const BAR = 20;

/** `teamnet predict`: what a trained network sees in images. */
export function addPredict(program: Command, context: Context): void {
  const command = program
    .command('predict')
    .description('Say what a trained network sees in each image, surest label first.')
    .argument('<run-folder>', 'e.g. apps/team-3/runs/baseline/tf_flowers')
    .argument('<image...>', 'JPEG or PNG files')
    .option('--top <k>', 'how many labels an image', wholeNumber(1), 5);
  addJsonOption(addEngineOption(command)).action(
    async (runFolder: string, images: string[], flags: { top: number; json?: boolean } & EngineFlags) => {
      const { predictRun } = await import('@teamnet/trainer');
      const predictions = await predictRun(runFolder, images, { ...engineOption(flags), top: flags.top });
      if (flags.json) {
        context.printJson(predictions);
        return;
      }
      const rows = predictions.flatMap(({ image, top }) =>
        top.map(({ label, probability }, place) => [
          place === 0 ? image : '',
          label,
          formatPercent(probability).padStart(7),
          '█'.repeat(Math.round(probability * BAR)),
        ]),
      );
      context.print(formatTable(['image', 'label', 'probability', ''], rows));
    },
  );
}
