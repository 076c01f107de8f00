import { openEngine } from '@teamnet/engine';
import { afterAll, describe, expect, test } from 'vitest';
import { kerasCases, type Steps, trainLikeKeras } from './train-like-keras.js';

const engine = await openEngine();
const proof = process.env.MODE === 'proof';
/** One of each network and of most optimizers; `npm run proof:keras` runs all. */
const representative = [
  'mini-xception',
  'resnet-style with batchNorm false',
  'sgd, Nesterov',
  'flips and dropout',
  'cosine decay with warm-up, smoothing, weights and clipping with AdamW',
];
const cases = kerasCases.filter(({ name }) => proof || representative.includes(name));

const rows: Record<string, Record<string, string>> = {};
afterAll(() => {
  if (proof) console.table(rows);
});

describe.skipIf(engine.name !== 'native')('50 steps from the same weights on the same batches', () => {
  test.each(cases)('$name: compiled, eager and Keras learn alike', async (golden) => {
    const compiled = await trainLikeKeras(golden, 'compiled');
    const eager = await trainLikeKeras(golden, 'eager');
    const figures = {
      keras: worstDeviation(compiled.losses, golden.losses),
      eager: worstDeviation(compiled.losses, eager.losses),
      cosine: cosineOf(compiled, 'keras'),
      eagerCosine: Math.min(
        cosine(compiled.trainable.after, eager.trainable.after),
        cosine(compiled.nonTrainable.after, eager.nonTrainable.after),
      ),
      // The weights' way from where they began: its cosine is harder to reach than that of the weights.
      wayCosine: cosine(way(compiled.trainable, 'after'), way(compiled.trainable, 'keras')),
    };
    rows[golden.name] = Object.fromEntries(
      Object.entries(figures).map(([key, value]) => [
        key,
        value > 0.5 ? value.toFixed(7) : value.toExponential(1),
      ]),
    );
    const { before } = compiled.trainable;
    expect(length(way(compiled.trainable, 'after')) / length(before), 'it learns').toBeGreaterThan(0.001);
    expect(figures.keras, "loss against Keras'").toBeLessThan(1e-3);
    expect(figures.eager, "loss against the eager step's").toBeLessThan(1e-3);
    expect(figures.cosine, "weights' cosine with Keras'").toBeGreaterThan(0.9999);
    expect(figures.eagerCosine, "weights' cosine with the eager step's").toBeGreaterThan(0.9999);
    expect(figures.wayCosine, "cosine of the weights' way with Keras'").toBeGreaterThan(0.999);
  });
});

/** The largest relative difference. */
function worstDeviation(values: readonly number[], expected: readonly number[]): number {
  return Math.max(...values.map((value, index) => Math.abs(value / expected[index]! - 1)));
}

function cosineOf({ trainable, nonTrainable }: Steps, other: 'keras'): number {
  return Math.min(...[trainable, nonTrainable].map((weights) => cosine(weights.after, weights[other])));
}

function way({ before, ...ends }: Steps['trainable'], end: 'after' | 'keras'): number[] {
  return before.map((value, index) => ends[end][index]! - value);
}

function length(values: readonly number[]): number {
  return Math.hypot(...values);
}

/** 1 for two empty rows: a network without moving averages. */
function cosine(a: readonly number[], b: readonly number[]): number {
  const dot = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, index) => sum + value * y[index]!, 0);
  return a.length === 0 ? 1 : dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}
