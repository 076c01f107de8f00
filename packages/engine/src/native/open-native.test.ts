import { expect, test } from 'vitest';
import { openEngine } from '../open-engine.js';
import { findBinding } from './find-binding.js';

test.skipIf(findBinding() === undefined)(
  'native TensorFlow opens and computes (skipped: not set up)',
  async () => {
    const { tf, ...engine } = await openEngine();
    expect(engine.name).toBe('native');
    expect(engine.version).toMatch(/^2\.\d+\.\d+/);
    expect(tf.tidy(() => tf.add(1, 2).dataSync()[0])).toBe(3);
  },
);
