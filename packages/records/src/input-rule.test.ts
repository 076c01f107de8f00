import { expect, test } from 'vitest';
import { inputRule } from './input-rule.js';

test('what homework.json leaves out is said', () => {
  expect(inputRule({ imageSize: 96 })).toEqual({
    imageSize: 96,
    resize: { method: 'bilinear', aspectRatio: 'stretch', antialias: true },
  });
  expect(inputRule({ imageSize: 48, resize: { aspectRatio: 'pad', antialias: false } }).resize).toEqual({
    ...{ method: 'bilinear', aspectRatio: 'pad', antialias: false },
  });
});
