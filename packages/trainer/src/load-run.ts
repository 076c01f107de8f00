import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { buildModel, modelVariables } from '@teamnet/core-blocks';
import { type EngineName, openEngine, openProgram, type Program } from '@teamnet/engine';
import { type Run, readRun } from '@teamnet/records';
import { RunUnusableError } from './errors.js';
import { evaluateFunction } from './step-functions.js';
import { loadModel } from './store/model-files.js';

export interface LoadedRun extends Disposable {
  run: Run;
  /** Has the evaluation of batches of EVALUATION_BATCH images. */
  program: Program;
}

/** Enough to keep the cores busy, small enough for 512-pixel images. */
export const EVALUATION_BATCH = 16;

/**
 * Opens an engine and the network of a finished run, after checking its files against the sha256 of run.json.
 * @param runFolder `apps/<team>/runs/<experiment>/<dataset>`
 * @throws RunUnusableError, RecordMissingError, RecordInvalidError
 */
export async function loadRun(runFolder: string, options: { engine?: EngineName } = {}): Promise<LoadedRun> {
  const folder = resolve(runFolder);
  const run = readRun(join(folder, 'run.json'));
  for (const path of ['model/model.json', 'model/weights.bin']) checkFile(run, folder, path);
  const engine = await openEngine(options);
  if (/^\.\.?\//.test(run.settings.model.name)) await registerOwnLayers(run, folder);
  const model = await loadModel(join(folder, 'model'));
  const { trainable, nonTrainable } = modelVariables(model);
  const { imageSize } = run.settings.training;
  const program = await openProgram(engine, {
    variables: [...trainable, ...nonTrainable],
    functions: [evaluateFunction({ model, imageSize }, EVALUATION_BATCH)],
    // A few images are done before a compilation would be.
    mode: 'eager',
  });
  return {
    run,
    program,
    [Symbol.dispose]() {
      program.dispose();
      model.dispose();
    },
  };
}

function checkFile(run: Run, folder: string, path: string): void {
  const file = join(folder, path);
  const listed = run.files.find((candidate) => candidate.path === path);
  if (!listed || !statSync(file, { throwIfNoEntry: false })?.isFile())
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
