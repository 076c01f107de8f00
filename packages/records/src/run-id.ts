import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import type { SplitExpressions } from './homework.js';
import type { ResolvedSettings } from './resolve-settings.js';

/** Raised whenever the trainer trains the same settings to other bits. */
export const TRAINER_VERSION = 1;

/** Everything that decides what a training ends with. */
export interface RunIngredients {
  settings: ResolvedSettings;
  dataset: {
    name: string;
    fingerprint: string;
    labels: readonly string[];
    splits: SplitExpressions;
    /** See RunDataset; absent in runs of before, so that these keep their ids. */
    pixels?: string;
  };
  /** sha256 of the architecture without its head. */
  modelFingerprint: string;
  /** sha256 of a team's own `src/model.ts`; null for a network of core-blocks. */
  modelSource: string | null;
  engine: { name: string; version: string };
  /** sha256 of the teacher's weights; absent without distillation, so that those runs keep their ids. */
  teacher?: string;
  /** sha256 of the file with the weights that it begins with; absent without transfer, for the same reason. */
  transfer?: string;
}

/**
 * The run's id: the first 16 hex digits of a sha256 over its ingredients. Who did it, why, and under which profile's
 * name is not part of it, nor is the last number of the engine's version.
 */
export function runId(ingredients: RunIngredients): string {
  const { engine } = ingredients;
  const version = engine.version.split('.').slice(0, 2).join('.');
  const everything = { ...ingredients, engine: { name: engine.name, version }, trainer: TRAINER_VERSION };
  return createHash('sha256').update(canonicalJson(everything)).digest('hex').slice(0, 16);
}
