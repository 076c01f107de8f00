import { DecodedSplit, readImageFolder } from '@teamnet/datasets';
import type { EngineName } from '@teamnet/engine';
import type { Run } from '@teamnet/records';
import { ImagesUnusableError } from './errors.js';
import { evaluateSplit } from './evaluate-split.js';
import { EVALUATION_BATCH, loadRun } from './load-run.js';
import { describeEvaluation, type Evaluation } from './results/describe-evaluation.js';

/**
 * Evaluates the network of a finished run on a folder whose subfolders are the labels; a label of the run may be
 * absent there.
 * @throws ImagesUnusableError for a label that the run does not know; RunUnusableError and records' errors for the
 *   run's folder; the datasets room's errors for the images
 */
export async function evaluateRun(
  runFolder: string,
  imagesFolder: string,
  options: { engine?: EngineName } = {},
): Promise<Evaluation> {
  using loaded = await loadRun(runFolder, options);
  const { run, program } = loaded;
  const { imageSize, resize } = run.settings.training;
  const split = await readImageFolder(imagesFolder, imageSize, resize);
  const { labels } = run.dataset;
  const result = await evaluateSplit(program, withLabelsOf(run, split, imagesFolder), EVALUATION_BATCH);
  return describeEvaluation(result, labels);
}

/** The folder's labels, numbered as the run numbers them. */
function withLabelsOf(run: Run, split: DecodedSplit, folder: string): DecodedSplit {
  const { labels } = run.dataset;
  const unknown = split.labelNames.filter((name) => !labels.includes(name));
  if (unknown.length > 0)
    throw new ImagesUnusableError(
      `${folder}: the run does not know the label${unknown.length > 1 ? 's' : ''} ${unknown.join(', ')}.`,
      `It was trained on ${run.dataset.name}; name the subfolders ${labels.join(', ')}.`,
    );
  const { imageSize, images, keys, labelNames } = split;
  const numbers = labelNames.map((name) => labels.indexOf(name));
  return new DecodedSplit({
    imageSize,
    images,
    keys,
    labels: split.labels.map((label) => numbers[label]!),
    labelNames: labels,
  });
}
