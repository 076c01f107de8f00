import { dirname, relative, resolve } from 'node:path';
import { type Inspection, readRun } from '@teamnet/records';
import type { Command } from 'commander';
import type { Context } from '../context.js';
import { formatPercent } from '../format-percent.js';
import {
  addDataOptions,
  addEngineOption,
  addJsonOption,
  collect,
  type DataFlags,
  dataOptions,
  type EngineFlags,
  engineOption,
} from '../options.js';
import { recordOutsideTurbo } from '../record-outside-turbo.js';
import { withDataProgress } from '../with-data-progress.js';

interface Flags extends DataFlags, EngineFlags {
  image?: string[];
  out?: string;
  json?: boolean;
}

/** `teamnet inspect`: pictures of what a trained network looks at. */
export function addInspect(program: Command, context: Context): void {
  const command = program
    .command('inspect')
    .description(
      'Draw the filters, activations and Grad-CAM heat maps of a trained network, for its test images (into the run, where its report shows them) or for images of your own.',
    )
    .argument('<run-folder>', 'e.g. apps/team-3/runs/baseline/tf_flowers')
    .option('--image <file>', 'JPEG or PNG files to look at instead; repeatable', collect)
    .option('--out <folder>', 'where to (default: the run; the folder you are in with --image)');
  addJsonOption(addEngineOption(addDataOptions(command))).action(async (runFolder: string, flags: Flags) => {
    const { inspectRun } = await import('@teamnet/trainer');
    const { dataset } = readRun(resolve(runFolder, 'run.json'));
    const { inspection, files } = await withDataProgress(dataset.name, context, (progress) =>
      inspectRun(runFolder, {
        ...engineOption(flags),
        data: { ...dataOptions(flags), ...progress },
        ...(flags.image ? { images: flags.image } : {}),
        ...(flags.out === undefined ? {} : { out: flags.out }),
      }),
    );
    if (!flags.image && flags.out === undefined) {
      const runs = dirname(dirname(resolve(runFolder)));
      recordOutsideTurbo(dirname(runs), 'inspected', [relative(runs, resolve(runFolder)), Date.now()]);
    }
    if (flags.json) context.printJson({ inspection, files });
    else {
      for (const file of files) context.print(relative(context.cwd, file));
      for (const line of describe(inspection)) context.note(line);
    }
  });
}

const WHY = {
  'no-convolution': 'no convolution of it looks at the pixels',
  'no-feature-map': "no layer's output has rows and columns",
  'no-test-images': 'it has no images',
  failed: 'it failed',
};

function describe({ filters, activations, gradCam, missing = [] }: Inspection): string[] {
  const images = [...(gradCam?.right ?? []), ...(gradCam?.wrong ?? [])];
  return [
    ...(filters ? [`filters: ${filters.shown} of ${filters.of}, layer ${filters.layer}`] : []),
    ...(activations ? [`activations: ${activations.rows.map(({ layer }) => layer).join(', ')}`] : []),
    ...(gradCam ? [`Grad-CAM: layer ${gradCam.layer}, ${gradCam.size.join(' x ')}`] : []),
    ...images.map(
      ({ key, label, predicted, probability }) =>
        `  ${key}: ${predicted} ${formatPercent(probability)}${label === undefined || label === predicted ? '' : `, but it is ${label}`}`,
    ),
    ...missing.map(
      ({ part, reason, detail }) => `no ${part}: ${WHY[reason]}${detail === undefined ? '' : ` (${detail})`}`,
    ),
  ];
}
