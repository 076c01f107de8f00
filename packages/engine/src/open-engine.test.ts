import { expect, test } from 'vitest';
import { openEngine } from './open-engine.js';

test('the plain JavaScript engine opens and computes', async () => {
  const { tf, ...engine } = await openEngine({ engine: 'cpu' });
  expect(engine).toEqual({ name: 'cpu', version: '4.22.0', device: 'cpu', threads: 1 });
  expect(tf.getBackend()).toBe('cpu');
  expect(tf.tidy(() => tf.add(1, 2).dataSync()[0])).toBe(3);
});
