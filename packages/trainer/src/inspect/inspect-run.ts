import { join, resolve } from 'node:path';
import { modelVariables } from '@teamnet/core-blocks';
import { type DataOptions, DecodedSplit, decodeImageFile, type OpenDataset } from '@teamnet/datasets';
import { type Engine, type EngineName, openEngine, openProgram } from '@teamnet/engine';
import { type Inspection, type Run, readRun, writeWhole } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { evaluateSplit, type Predictions } from '../evaluate-split.js';
import { EVALUATION_BATCH } from '../load-run.js';
import { openRunDataset } from '../open-run-dataset.js';
import { shownCredits } from '../results/shown-credits.js';
import { evaluateFunction } from '../step-functions.js';
import { RunLock } from '../store/run-lock.js';
import { loadSavedNetwork } from '../store/saved-network.js';
import { addToRun } from './add-to-run.js';
import { type ChosenImages, chooseImages } from './choose-images.js';
import { inspectNetwork } from './inspect-network.js';

export interface InspectOptions {
  /** JPEG or PNG files to look at instead of the run's test images. */
  images?: readonly string[];
  /** Folder for the pictures; the run's own, and its run.json, when left out and no images are given. */
  out?: string;
  engine?: EngineName;
  data?: DataOptions;
}

export interface InspectedRun {
  inspection: Inspection;
  /** Absolute paths of the pictures. */
  files: string[];
}

/**
 * Looks inside the network of a finished run: draws its filters, activations and Grad-CAM heat maps, as a training does
 * at its end, for its test images or for images of one's own. The first goes into the run's folder and its run.json, so
 * that a report shows it, for runs of before too.
 * @param runFolder `apps/<team>/runs/<experiment>/<dataset>`
 * @throws RunUnusableError, RunLockedError and records' errors for the run's folder; ImagesUnusableError where the data
 *   set is another one than the run's; the datasets room's errors for images
 */
export async function inspectRun(runFolder: string, options: InspectOptions = {}): Promise<InspectedRun> {
  const folder = resolve(runFolder);
  const { images = [], out } = options;
  const run = readRun(join(folder, 'run.json'));
  const own = images.length === 0 && out === undefined;
  using _lock = own ? RunLock.take(folder, `${run.experiment} on ${run.dataset.name}`) : null;
  const engine = await openEngine(options.engine === undefined ? {} : { engine: options.engine });
  const model = await loadSavedNetwork(run, folder);
  try {
    const remedy = ', or images to look at with --image FILE';
    const data = images.length > 0 ? null : await openRunDataset(run, folder, options.data, remedy);
    const split = data ? await loadTestImages(run, data) : await readImages(run, images);
    const predictions = await predict(engine, model, split);
    const chosen = images.length > 0 ? asGiven(predictions, split) : chooseImages(predictions, split);
    const { labels } = run.dataset;
    const { inspection, pictures } = await inspectNetwork(model, chosen, {
      labels,
      imageSize: split.imageSize,
    });
    const target = own ? folder : resolve(out ?? '.');
    if (own) addToRun(run, folder, inspection, pictures, data && shownCredits(data, { ...run, inspection }));
    else for (const [path, content] of pictures) writeWhole(join(target, path), content);
    return { inspection, files: [...pictures.keys()].map((path) => join(target, path)) };
  } finally {
    model.dispose();
  }
}

function loadTestImages({ dataset, settings }: Run, data: OpenDataset): Promise<DecodedSplit> {
  const { imageSize, resize } = settings.training;
  return data.loadImages(dataset.splits.test.expression, { imageSize, resize });
}

async function readImages(run: Run, files: readonly string[]): Promise<DecodedSplit> {
  const { imageSize, resize } = run.settings.training;
  const images = new Uint8Array(files.length * imageSize * imageSize * 3);
  for (const [index, file] of files.entries())
    images.set(await decodeImageFile(file, imageSize, resize), index * imageSize * imageSize * 3);
  // Their labels are not known; 0 stands in and is not used.
  const labels = new Int32Array(files.length);
  return new DecodedSplit({ imageSize, images, labels, keys: [...files], labelNames: run.dataset.labels });
}

async function predict(engine: Engine, model: tf.LayersModel, split: DecodedSplit): Promise<Predictions> {
  const { trainable, nonTrainable } = modelVariables(model);
  const program = await openProgram(engine, {
    variables: [...trainable, ...nonTrainable],
    functions: [evaluateFunction({ model, imageSize: split.imageSize }, EVALUATION_BATCH)],
    mode: 'eager',
  });
  try {
    return await evaluateSplit(program, split, EVALUATION_BATCH);
  } finally {
    program.dispose();
  }
}

function asGiven({ predicted, probabilities }: Predictions, split: DecodedSplit): ChosenImages {
  const right = split.keys.map((key, index) => ({
    pixels: split.image(index),
    key,
    label: null,
    predicted: predicted[index]!,
    probability: probabilities[index]![predicted[index]!]!,
  }));
  return { right, wrong: [] };
}
