import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildModel } from '@teamnet/core-blocks';
import type { SetUpProgress } from '@teamnet/engine';
import type { ResolvedSettings } from '@teamnet/records';
import { assignWeights, imagenetWeights, readWeightsFile, WeightsFileError } from '@teamnet/weights';
import type { TransferOrigin } from './transfer-origin.js';

/**
 * Finds the weights file that a run begins with (ImageNet's is downloaded where it is not there yet), and makes sure
 * that it is one of this network, before anything is trained.
 * @returns null where the run has no transfer, or one from another run
 * @throws the weights room's errors
 */
export async function findWeightsFile(
  { model: modelSettings, training }: ResolvedSettings,
  appFolder: string,
  options: { onProgress(progress: SetUpProgress): void; signal?: AbortSignal | undefined },
): Promise<TransferOrigin | null> {
  const from = training.transfer?.from;
  if (from === undefined || (typeof from === 'object' && 'run' in from)) return null;
  const file =
    from === 'imagenet' ? await imagenetWeights(modelSettings.name, options) : join(appFolder, from.file);
  const weights = await readWeightsFile(file);
  const { imageSize, seed } = training;
  const model = await buildModel(modelSettings, { imageSize, classes: 2, seed, appFolder });
  try {
    assignWeights(model, weights);
  } finally {
    model.dispose();
  }
  const { sha256 } = weights;
  const source =
    from === 'imagenet'
      ? ({ kind: 'imagenet', name: basename(file), sha256 } as const)
      : ({ kind: 'file', name: from.file, sha256 } as const);
  return { source, weights: { file } };
}

/** The bytes are still those that the run's id was made of. */
export function checkUnchanged(file: string, sha256: string): void {
  const found = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (found !== sha256)
    throw new WeightsFileError(file, 'it was changed since the training was planned.', 'Train again.');
}
