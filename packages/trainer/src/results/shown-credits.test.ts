import type { Inspection, TestResult } from '@teamnet/records';
import { expect, test } from 'vitest';
import { shownCredits } from './shown-credits.js';

const seen = (key: string) => ({ key, predicted: 'daisy', probability: 0.9, picture: `${key}.png` });
const run = {
  test: { misclassified: [{ ...seen('a'), label: 'roses' }] } as unknown as TestResult,
  inspection: {
    activations: { image: seen('b'), rows: [] },
    gradCam: { layer: 'conv', size: [1, 1], right: [seen('b'), seen('c')], wrong: [seen('a'), seen('d')] },
  } as Inspection,
};

test('a run names the photographers of the photos that it shows, and of no others', () => {
  const by = new Map(['a', 'b', 'c', 'z'].map((key) => [key, { photographer: `maker of ${key}` }]));
  const credits = { photos: 4, photographers: 4 };
  const data = { info: { credits }, creditOf: (key: string) => by.get(key) };
  expect(shownCredits(data, run)).toEqual({
    ...credits,
    shown: {
      a: { photographer: 'maker of a' },
      b: { photographer: 'maker of b' },
      c: { photographer: 'maker of c' },
    },
  });
});

test('where nobody is known a run says nothing', () => {
  expect(shownCredits({ info: {}, creditOf: () => undefined }, run)).toBeUndefined();
});
