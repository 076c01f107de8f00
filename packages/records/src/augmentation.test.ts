import { expect, it } from 'vitest';
import { AUGMENTATION_NAMES, augmentationText, resolveAugmentation } from './augmentation.js';

it('a word has its default strength, an object only what it leaves out', () => {
  expect(resolveAugmentation('rotate')).toEqual({ name: 'rotate', factor: 0.1 });
  expect(resolveAugmentation({ name: 'erase', factor: 0.5 })).toEqual({
    name: 'erase',
    factor: 0.5,
    scale: [0.02, 0.33],
  });
  expect(AUGMENTATION_NAMES.map((name) => resolveAugmentation(name).name)).toEqual(AUGMENTATION_NAMES);
});

it('is told in a few characters', () => {
  expect(augmentationText('flip')).toBe('flip');
  expect(augmentationText({ name: 'mixup' })).toBe('mixup');
  expect(augmentationText({ name: 'erase', factor: 0.5, scale: [0.1, 0.2] })).toBe(
    'erase (factor 0.5, scale 0.1 to 0.2)',
  );
});
