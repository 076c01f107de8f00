import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** In a run's folder in the place of run.json: why there is no run. */
export const DIVERGENCE_FILE = 'diverged.json';

/** A training whose loss was no number any more. */
export interface Divergence {
  /** From 1. */
  epoch: number;
  loss: 'NaN' | 'Infinity' | '-Infinity';
  /** Of the step in which it happened. */
  learningRate: number;
}

/** What became of a training that left no run; null where nothing of the kind is written down. */
export function readDivergence(folder: string): Divergence | null {
  try {
    const { epoch, loss, learningRate } = JSON.parse(readFileSync(join(folder, DIVERGENCE_FILE), 'utf8'));
    const known = ['NaN', 'Infinity', '-Infinity'].includes(loss);
    if (!Number.isInteger(epoch) || !known || typeof learningRate !== 'number') return null;
    return { epoch, loss, learningRate };
  } catch {
    // Missing or broken alike: it only explains why something else is missing.
    return null;
  }
}
