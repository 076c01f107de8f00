import { expect, test } from 'vitest';
import { augmentValues } from './augment-values.js';

test('kinds of augmentation are read with their strengths', () => {
  expect(augmentValues('flip, rotate:0.3,mixup:1')).toEqual([
    'flip',
    { name: 'rotate', factor: 0.3 },
    { name: 'mixup', alpha: 1 },
  ]);
});

test('what does not exist or cannot be is named', () => {
  const wrong = {
    blur: 'There is no augmentation "blur"; use any of flip, rotate',
    'rotate:9': '"rotate factor" must be <= 1.',
    'rotate:x': '"rotate factor" must be number.',
    'zoom:': '"zoom factor" must be number.',
    'flip:0.5': '"flip" has an unknown entry "factor".',
    'rotate,rotate:0.2': 'It names rotate twice.',
  };
  for (const [text, problem] of Object.entries(wrong)) expect(() => augmentValues(text)).toThrow(problem);
});
