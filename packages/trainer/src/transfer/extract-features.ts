import { createHash } from 'node:crypto';
import { type DecodedSplit, pixelRule } from '@teamnet/datasets';
import type { RunTransfer } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import type { SplitRole } from '../check-splits.js';
import { TrainingPlanError } from '../errors.js';
import type { RunTask } from '../train-run.js';
import { computeFeatures } from './compute-features.js';
import { type FeatureKey, keepFeatures, readFeatures } from './feature-file.js';
import { FeatureSplit } from './feature-split.js';
import { splitHead } from './split-head.js';

/** Of all splits together: what fits into memory beside the images. */
const MOST_BYTES = 2 ** 31;
const ROLES = ['train', 'validation', 'test'] as const;

/** What a head is trained on instead of images. */
export interface ExtractedFeatures {
  splits: Record<SplitRole, FeatureSplit>;
  /** Of one image, without the batch. */
  shape: number[];
  told: NonNullable<RunTransfer['features']>;
}

/**
 * The features of all images of a run: those that an earlier training kept, else computed once and kept for the next.
 * @throws TrainingPlanError where they are too many numbers; RecordWriteError
 */
export async function extractFeatures(
  model: tf.LayersModel,
  task: Pick<RunTask, 'settings' | 'data' | 'splits' | 'engine' | 'modelFingerprint'>,
  images: Record<SplitRole, DecodedSplit>,
  options: {
    mode: 'compiled' | 'eager';
    /** Where features are kept. */
    folder: string;
    signal?: AbortSignal | undefined;
    onProgress(done: number, total: number): void;
  },
): Promise<ExtractedFeatures> {
  const begin = performance.now();
  const parts = splitHead(model);
  const shape = parts.features.shape.slice(1) as number[];
  const perImage = shape.reduce((size, side) => size * side, 1);
  const all = ROLES.map((role) => images[role]);
  checkSize(perImage, all);
  const weights = sha256Below(model);
  const keys = ROLES.map((role) => keyOf(task, weights, task.splits[role]));
  const kept = keys.map((key, index) =>
    readFeatures(options.folder, key, all[index]!.numExamples * perImage),
  );
  const missing = ROLES.flatMap((_, index) => (kept[index] ? [] : [index]));
  const { engine, settings } = task;
  const computed =
    missing.length === 0
      ? []
      : await computeFeatures(
          model,
          parts,
          missing.map((index) => all[index]!),
          {
            engine,
            precision: settings.training.precision,
            ...options,
          },
        );
  for (const [place, index] of missing.entries()) {
    kept[index] = computed[place]!;
    keepFeatures(options.folder, keys[index]!, computed[place]!);
  }
  const [train, validation, test] = all.map((split, index) => new FeatureSplit(kept[index]!, split.labels));
  return {
    splits: { train: train!, validation: validation!, test: test! },
    shape,
    told: { perImage, seconds: (performance.now() - begin) / 1000, found: missing.length === 0 },
  };
}

function checkSize(perImage: number, splits: readonly DecodedSplit[]): void {
  const images = splits.reduce((sum, { numExamples }) => sum + numExamples, 0);
  const bytes = images * perImage * 4;
  if (bytes > MOST_BYTES)
    throw new TrainingPlanError(
      `Feature extraction: ${perImage} numbers for each of ${images} images are ${(bytes / 2 ** 30).toFixed(1)} GiB.`,
      'Use global average pooling ("globalPooling": true in model.options), or a smaller training.imageSize.',
    );
}

function keyOf(
  { settings, data, engine, modelFingerprint }: Parameters<typeof extractFeatures>[1],
  weights: string,
  split: string,
): FeatureKey {
  const { name, fingerprint } = data.info;
  const { imageSize, resize, precision = 'float32' } = settings.training;
  return {
    weights,
    modelFingerprint,
    dataset: { name, fingerprint, split },
    imageSize,
    pixels: `${pixelRule(resize)} ${resize?.aspectRatio ?? 'stretch'}`,
    engine: { name: engine.name, version: engine.version },
    precision,
  };
}

/** sha256 of the numbers of all layers below the head. */
function sha256Below(model: tf.LayersModel): string {
  const hash = createHash('sha256');
  const head = model.outputLayers[0]!.name;
  for (const layer of model.layers)
    if (layer.name !== head)
      for (const weight of layer.weights) {
        const values = weight.read().dataSync();
        hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      }
  return hash.digest('hex');
}
