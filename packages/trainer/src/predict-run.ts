import { DecodedSplit, decodeImageFile } from '@teamnet/datasets';
import type { EngineName } from '@teamnet/engine';
import { evaluateSplit } from './evaluate-split.js';
import { EVALUATION_BATCH, loadRun } from './load-run.js';

/** What a run's network takes an image for. */
export interface Prediction {
  /** The path as it was given. */
  image: string;
  /** The most probable labels, the surest first; softmax probabilities. */
  top: { label: string; probability: number }[];
}

const SHOWN = 5;

export interface PredictOptions {
  engine?: EngineName;
  /** How many labels an image, at most; 5 when left out. */
  top?: number;
}

/**
 * Predicts the labels of image files with the network of a finished run.
 * @param images paths of JPEG or PNG files
 * @throws RunUnusableError and records' errors for the run's folder; the datasets room's errors for the images
 */
export async function predictRun(
  runFolder: string,
  images: readonly string[],
  options: PredictOptions = {},
): Promise<Prediction[]> {
  if (images.length === 0) return [];
  using loaded = await loadRun(runFolder, options);
  const { run, program } = loaded;
  const { imageSize, resize } = run.settings.training;
  const pixels = new Uint8Array(images.length * imageSize * imageSize * 3);
  for (const [index, image] of images.entries())
    pixels.set(await decodeImageFile(image, imageSize, resize), index * imageSize * imageSize * 3);
  const labelNames = run.dataset.labels;
  // The true labels are not known; label 0 stands in, and the loss that follows from it is not used.
  const labels = new Int32Array(images.length);
  const split = new DecodedSplit({ imageSize, images: pixels, labels, keys: [...images], labelNames });
  const { probabilities } = await evaluateSplit(program, split, EVALUATION_BATCH);
  const { top = SHOWN } = options;
  return images.map((image, index) => ({ image, top: surest(probabilities[index]!, labelNames, top) }));
}

function surest(probabilities: Float32Array, labels: readonly string[], top: number): Prediction['top'] {
  return labels
    .map((label, index) => ({ label, probability: probabilities[index]! }))
    .sort((a, b) => b.probability - a.probability)
    .slice(0, top);
}
