import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { canonicalJson, writeWhole } from '@teamnet/records';
import { decodeSafetensors, encodeSafetensors } from '../store/safetensors.js';

/** Everything that decides the features of a split. */
export interface FeatureKey {
  /** sha256 of all weights below the head. */
  weights: string;
  /** sha256 of the architecture without its head. */
  modelFingerprint: string;
  dataset: { name: string; fingerprint: string; split: string };
  imageSize: number;
  /** How its images were resized. */
  pixels: string;
  engine: { name: string; version: string };
  precision: string;
}

/** Kept for later trainings: EfficientNet-Lite0's features of both data sets have 30 MB. */
const MOST_KEPT_BYTES = 2 ** 30;

/** Begins with the data set's name, as `teamnet data remove` finds it by. */
function fileOf(folder: string, key: FeatureKey): string {
  const hash = createHash('sha256').update(canonicalJson(key)).digest('hex').slice(0, 32);
  return join(folder, `${key.dataset.name}-${hash}.safetensors`);
}

/** The features that an earlier training kept; null when there are none, or the file is damaged. */
export function readFeatures(folder: string, key: FeatureKey, length: number): Float32Array | null {
  const file = fileOf(folder, key);
  if (!existsSync(file)) return null;
  const decoded = decodeSafetensors(readFileSync(file));
  const features = decoded?.arrays.get('features');
  if (features?.length !== length || decoded!.metadata.sha256 !== sha256Of(features)) return null;
  // Used last, forgotten last.
  utimesSync(file, new Date(), new Date());
  return features;
}

/**
 * Keeps features in a folder, the oldest of which go when there is more than a gigabyte of them.
 * @throws RecordWriteError
 */
export function keepFeatures(folder: string, key: FeatureKey, features: Float32Array): void {
  if (features.byteLength > MOST_KEPT_BYTES) return;
  const metadata = { format: 'teamnet-features-1', sha256: sha256Of(features), key: canonicalJson(key) };
  writeWhole(fileOf(folder, key), encodeSafetensors({ metadata, arrays: new Map([['features', features]]) }));
  forgetOldest(folder);
}

function forgetOldest(folder: string): void {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.safetensors'))
    .map((name) => ({
      file: join(folder, name),
      stat: statSync(join(folder, name), { throwIfNoEntry: false }),
    }))
    .sort((a, b) => (b.stat?.mtimeMs ?? 0) - (a.stat?.mtimeMs ?? 0));
  let bytes = 0;
  for (const { file, stat } of files) {
    bytes += stat?.size ?? 0;
    if (bytes > MOST_KEPT_BYTES) rmSync(file, { force: true });
  }
}

function sha256Of({ buffer, byteOffset, byteLength }: Float32Array): string {
  return createHash('sha256')
    .update(new Uint8Array(buffer, byteOffset, byteLength))
    .digest('hex');
}
