import { resolve } from 'node:path';
import { readRun } from '@teamnet/records';
import type { ExportFormatName } from '@teamnet/weights';
import { type Command, Option } from 'commander';
import type { Context } from '../context.js';
import { addJsonOption } from '../options.js';

/** In the order of the help text; a test holds it to the formats that there are. */
export const EXPORT_NAMES: ExportFormatName[] = ['keras', 'weights-h5', 'saved-model', 'onnx'];

/** `teamnet export`: a trained network for other programs. */
export function addExport(program: Command, context: Context): void {
  const command = program
    .command('export')
    .description(
      'Write a trained network for other programs: Keras, TensorFlow, ONNX. It takes raw RGB pixels 0..255.',
    )
    .argument('<run-folder>', 'e.g. apps/team-3/runs/baseline/tf_flowers')
    .addOption(
      new Option(
        '--to <format>',
        'keras (.keras), weights-h5 (.weights.h5), saved-model (a folder) or onnx (.onnx)',
      )
        .choices(EXPORT_NAMES)
        .makeOptionMandatory(),
    )
    .option('--out <path>', 'file or folder to write (default: TEAM-EXPERIMENT-DATASET here)');
  addJsonOption(command).action(
    async (runFolder: string, flags: { to: ExportFormatName; out?: string; json?: boolean }) => {
      const { exportRun } = await import('@teamnet/trainer');
      const { EXPORT_FORMATS } = await import('@teamnet/weights');
      const folder = resolve(context.cwd, runFolder);
      const { team, experiment, dataset } = readRun(`${folder}/run.json`);
      const name = `${team}-${experiment}-${dataset.name}${EXPORT_FORMATS[flags.to].extension}`;
      const result = await exportRun(folder, flags.to, resolve(context.cwd, flags.out ?? name));
      if (flags.json) context.printJson({ ...result, labels: dataset.labels });
      else
        context.print(
          `${result.path}: ${EXPORT_FORMATS[flags.to].description}, ${(result.bytes / 1e6).toFixed(1)} MB; labels ${dataset.labels.join(', ')}`,
        );
    },
  );
}
