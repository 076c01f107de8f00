import { describe, expect, test } from 'vitest';
import { type RunIngredients, runId } from './run-id.js';

const ingredients: RunIngredients = {
  settings: {
    model: { name: 'simple-cnn', options: { sizes: [4, 8], dropout: 0.5 } },
    training: {
      imageSize: 32,
      batchSize: 8,
      epochs: 2,
      optimizer: { name: 'adam', learningRate: 0.001 },
      augment: ['flip'],
      earlyStopping: { patience: 5 },
      seed: 1,
    },
  },
  dataset: {
    name: 'tf_flowers',
    fingerprint: 'f'.repeat(64),
    labels: ['dandelion', 'daisy'],
    splits: { train: 'train[:70%]', validation: 'train[70%:85%]', test: 'train[85%:]' },
  },
  modelFingerprint: 'a'.repeat(64),
  modelSource: null,
  engine: { name: 'native', version: '2.21.0' },
};

describe("A run's id", () => {
  test('does not depend on the order of the keys nor on the last number of the engine version', () => {
    const { settings } = ingredients;
    const turned = {
      ...ingredients,
      settings: {
        training: Object.fromEntries(Object.entries(settings.training).reverse()),
        model: { options: { dropout: 0.5, sizes: [4, 8] }, name: 'simple-cnn' },
      } as unknown as typeof settings,
      engine: { version: '2.21.7', name: 'native' },
    };
    expect(runId(turned)).toBe(runId(ingredients));
    expect(runId(ingredients)).toMatch(/^[0-9a-f]{16}$/);
  });

  test.each<[string, (changed: RunIngredients) => void]>([
    ['a setting', (changed) => (changed.settings.training.seed = 2)],
    ['an option of the network', (changed) => (changed.settings.model.options.dropout = 0.4)],
    ['the data', (changed) => (changed.dataset.fingerprint = 'e'.repeat(64))],
    ['a split', (changed) => (changed.dataset.splits.test = 'train[90%:]')],
    ['the network', (changed) => (changed.modelFingerprint = 'b'.repeat(64))],
    ["the team's own file", (changed) => (changed.modelSource = 'c'.repeat(64))],
    ['the engine', (changed) => (changed.engine.name = 'wasm')],
    ["the engine's version", (changed) => (changed.engine.version = '2.22.0')],
  ])('changes with %s', (_, change) => {
    const changed = structuredClone(ingredients);
    change(changed);
    expect(runId(changed)).not.toBe(runId(ingredients));
  });
});
