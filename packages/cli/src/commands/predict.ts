import type { Command } from 'commander';
import type { Context } from '../context.js';
import { formatPercent } from '../format-percent.js';
import { addEngineOption, addJsonOption, type EngineFlags, engineOption } from '../options.js';

/** `teamnet predict`: what a trained network sees in images. */
export function addPredict(program: Command, context: Context): void {
  const command = program
    .command('predict')
    .description('Say what a trained network sees in each image, surest label first.')
    .argument('<run-folder>', 'e.g. apps/team-3/runs/baseline/tf_flowers')
    .argument('<image...>', 'JPEG or PNG files');
  addJsonOption(addEngineOption(command)).action(
    async (runFolder: string, images: string[], flags: { json?: boolean } & EngineFlags) => {
      const { predictRun } = await import('@teamnet/trainer');
      const predictions = await predictRun(runFolder, images, engineOption(flags));
      if (flags.json) {
        context.printJson(predictions);
        return;
      }
      for (const { image, top } of predictions) {
        const guesses = top.map(({ label, probability }) => `${label} ${formatPercent(probability)}`);
        context.print(`${image}: ${guesses.join(', ')}`);
      }
    },
  );
}
