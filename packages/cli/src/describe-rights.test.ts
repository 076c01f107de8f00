import { expect, test } from 'vitest';
import { describeRights } from './describe-rights.js';

test('credits are counted; flowers of unknown photographers say why, drawn ones have not even a licence', () => {
  const splits = { train: { numExamples: 3000, numBytes: 1, labels: {} } };
  const card = { name: 'tf_flowers', source: 'prepared', license: 'CC BY 2.0', splits } as const;
  expect(describeRights({ ...card, credits: { photos: 2969, photographers: 1335 } })).toEqual([
    'licence: CC BY 2.0',
    'credits: 2,969 of 3,000 photos, by 1,335 photographers',
  ]);
  expect(describeRights(card)[1]).toMatch(/^credits: not known; .*LICENSE\.txt/);
  expect(describeRights({ ...card, source: 'stand-in' })).toEqual([]);
  expect(describeRights({ ...card, name: 'leaves', source: 'manual' })).toEqual(['licence: CC BY 2.0']);
});
