import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { pictureFile, pictureFormat } from './picture-format.js';

test('the end of its name says what a picture is written as', () => {
  expect(['a.png', 'b/c.SVG', 'd.svg.png'].map(pictureFormat)).toEqual(['png', 'svg', 'png']);
  expect(pictureFile('a.svg')).toBe('a.svg');
});

test('a picture under another name is refused rather than written as PNG', () => {
  for (const file of ['a.jpg', 'flowers', '.png', 'a.pdf'])
    expect(() => pictureFile(file)).toThrow(InvalidArgumentError);
});
