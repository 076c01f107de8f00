import type { DataOptions } from '@teamnet/datasets';
import type { EngineName } from '@teamnet/engine';
import { evaluateSplit } from './evaluate-split.js';
import { EVALUATION_BATCH, loadRun } from './load-run.js';
import { openRunDataset } from './open-run-dataset.js';
import { describeEvaluation, type Evaluation } from './results/describe-evaluation.js';

/**
 * Loads a finished run's saved weights and evaluates them again on the test split that they were tested on.
 * @param runFolder `apps/<team>/runs/<experiment>/<dataset>`
 * @throws ImagesUnusableError where the data set here is another one than the run's; RunUnusableError and records'
 *   errors for the run's folder; the datasets room's errors
 */
export async function evaluateAgain(
  runFolder: string,
  options: { engine?: EngineName; data?: DataOptions } = {},
): Promise<Evaluation> {
  using loaded = await loadRun(runFolder, options.engine === undefined ? {} : { engine: options.engine });
  const { run, program } = loaded;
  const { splits, labels } = run.dataset;
  const data = await openRunDataset(run, runFolder, options.data);
  const { imageSize, resize } = run.settings.training;
  const split = await data.loadImages(splits.test.expression, { imageSize, resize });
  const result = await evaluateSplit(program, split, EVALUATION_BATCH);
  return describeEvaluation(result, labels);
}
