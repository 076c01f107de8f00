import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildModel } from '@teamnet/core-blocks';
import { type Run, readSharingNote } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { RunUnusableError, WeightsNotSharedError } from '../errors.js';
import { loadModel } from './model-files.js';

const FILES = ['model/model.json', 'model/weights.bin'];

/**
 * Makes sure that a finished run's network is there and is the one that its run.json lists.
 * @param folder of the run
 * @returns sha256 (hex) of its weights
 * @throws RunUnusableError
 */
export function checkSavedNetwork(run: Run, folder: string): string {
  const [, weights] = FILES.map((path) => checkFile(run, folder, path));
  return weights!;
}

/**
 * Loads the network of a finished run after checking its files; needs an open engine.
 * @param folder of the run, `apps/<team>/runs/<experiment>/<dataset>`
 * @throws RunUnusableError, and core-blocks' errors for a team's own `src/model.ts`
 */
export async function loadSavedNetwork(run: Run, folder: string): Promise<tf.LayersModel> {
  checkSavedNetwork(run, folder);
  if (/^\.\.?\//.test(run.settings.model.name)) await registerOwnLayers(run, folder);
  return loadModel(join(folder, 'model'));
}

function checkFile(run: Run, folder: string, path: string): string {
  const file = join(folder, path);
  const listed = run.files.find((candidate) => candidate.path === path);
  const isThere = statSync(file, { throwIfNoEntry: false })?.isFile();
  if (listed && !isThere && readSharingNote(folder, run.student)?.leftOut?.includes(path))
    throw new WeightsNotSharedError(
      `${folder}: ${run.student} did not share the weights of this run.`,
      `Ask for them: "teamnet share --team ${run.team} --student ${run.student} --weights", then "teamnet collect" the file.`,
    );
  if (!listed || !isThere)
    throw new RunUnusableError(
      `${file} is missing.`,
      'Train it again, or ask for the whole folder of the run.',
    );
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  if (sha256 !== listed.sha256)
    throw new RunUnusableError(
      `${file} is not the file that run.json lists (sha256).`,
      'Train it again, or ask for the whole folder of the run.',
    );
  return sha256;
}

/** Running the team's own file once makes its layer classes known to tfjs. */
async function registerOwnLayers(run: Run, folder: string): Promise<void> {
  // apps/<team>/runs/<experiment>/<dataset>
  const appFolder = dirname(dirname(dirname(folder)));
  const { imageSize, seed } = run.settings.training;
  const classes = run.dataset.labels.length;
  const model = await buildModel(run.settings.model, { imageSize, classes, seed, appFolder });
  model.dispose();
}
