import { join, resolve } from 'node:path';
import { modelVariables } from '@teamnet/core-blocks';
import { type EngineName, openEngine, openProgram, type Program } from '@teamnet/engine';
import { type Run, readRun } from '@teamnet/records';
import { evaluateFunction } from './step-functions.js';
import { checkSavedNetwork, loadSavedNetwork } from './store/saved-network.js';

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
  checkSavedNetwork(run, folder);
  const engine = await openEngine(options);
  const model = await loadSavedNetwork(run, folder);
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
