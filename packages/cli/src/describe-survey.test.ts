import type { DataSurvey } from '@teamnet/records';
import { expect, test } from 'vitest';
import { describeSurvey } from './describe-survey.js';

const survey: DataSurvey = {
  imageSizes: { smallest: [143, 240], median: [258, 192], largest: [1024, 187] },
  identical: {
    ...{ pairs: 2, acrossLabels: 1 },
    examples: [
      { first: 'tulips/1.jpg', second: 'roses/1.jpg' },
      { first: 'daisy/1.jpg', second: 'daisy/2.jpg' },
    ],
  },
  near: {
    ...{ pairs: 50_975, acrossLabels: 0 },
    examples: [1, 2, 3, 4].map((n) => ({ first: `daisy/${n}.jpg`, second: `daisy/${n}0.jpg` })),
  },
  leaks: [
    {
      ...{ into: 'validation', images: 4, identical: 1 },
      examples: ['a', 'b', 'c', 'd'].map((name) => ({
        first: `daisy/${name}.jpg`,
        second: `daisy/${name}2.jpg`,
      })),
    },
  ],
  unreadable: 1,
};

test('duplicates are named; a leak is a warning that names which image is trained on; a clean split is said too', () => {
  expect(describeSurvey(survey)).toEqual([
    'image sizes: 143 x 240 to 1024 x 187 pixels, median 258 x 192',
    'duplicates: 2 pairs of identical images; 50,975 pairs of nearly identical images',
    '  daisy/1.jpg = daisy/2.jpg',
    '  daisy/1.jpg ≈ daisy/10.jpg',
    '  daisy/2.jpg ≈ daisy/20.jpg',
    '  daisy/3.jpg ≈ daisy/30.jpg',
    '  …',
    'no test image is, or looks like, a training image',
    'Warning: 1 pair of identical images under two labels; one of the two must be wrong:',
    '  tulips/1.jpg = roses/1.jpg',
    'Warning: 4 validation images are or look like a training image (1 byte for byte); the accuracy on them says little of new photos:',
    '  daisy/a.jpg (training), daisy/a2.jpg (validation)',
    '  daisy/b.jpg (training), daisy/b2.jpg (validation)',
    '  daisy/c.jpg (training), daisy/c2.jpg (validation)',
    '  …',
    'Warning: 1 image cannot be decoded (teamnet data verify names it)',
  ]);
});
