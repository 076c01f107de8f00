import { afterAll, expect, test } from 'vitest';
import { seedResults } from '../facts/seed-results.js';
import type { SweepPoint } from '../facts/sweep-points.js';
import { FixtureResults, rightOn } from '../testing/fixture-results.js';
import { sweepCurve } from './sweep-curve.js';

const made = new FixtureResults();
afterAll(() => made.remove());

const point = (value: SweepPoint['value'], right: number, isBaseline = false): SweepPoint => ({
  value,
  isBaseline,
  result: { ...seedResults(made.run('a', rightOn(right)), []), standing: { kind: 'baseline' } },
});
const textsOf = (content: Uint8Array) =>
  [
    ...Buffer.from(content)
      .toString()
      .matchAll(/<text[^>]*>([^<]*)<\/text>/g),
  ].map(([, text]) => text);

test('values that span far stand on a logarithmic axis, each written out, with what they reached', async () => {
  const points = [point(0.0001, 40), point(0.001, 80, true), point(0.01, 70)];
  const { content, alt, file } = await sweepCurve('learningRate', 'tf_flowers', points, 'en');
  expect(file).toBe('sweep-learningrate-tf_flowers.svg');
  expect(alt.replaceAll('\u00a0', ' ')).toBe(
    'Test accuracy on tf_flowers by learningRate: 0.0001 40.0 %, 0.001 (baseline) 80.0 %, 0.01 70.0 %.',
  );
  const texts = textsOf(content).map((text) => text?.replaceAll('\u00a0', ' '));
  expect(texts).toEqual(expect.arrayContaining(['0.0001', '0.001', '0.01', '40.0 %', '80.0 %', '70.0 %']));
});

test('words stand beside each other', async () => {
  const points = [point('adam', 80, true), point('sgd', 60)];
  const { content } = await sweepCurve('training.optimizer.name', 'tf_flowers', points, 'ko');
  expect(textsOf(content)).toEqual(expect.arrayContaining(['adam', 'sgd']));
});
