import { InvalidArgumentError } from 'commander';
import { expect, test } from 'vitest';
import { collectOption } from './option-values.js';

test('values are JSON where they can be read as such, else words', () => {
  const texts = ['residual=false', 'depth=3', 'sizes=[32,64]', 'activation=relu', 'title=a=b', 'rate=0.5'];
  expect(texts.reduce((values, text) => collectOption(text, values), {})).toEqual({
    residual: false,
    depth: 3,
    sizes: [32, 64],
    activation: 'relu',
    title: 'a=b',
    rate: 0.5,
  });
});

test('a text without key or value is refused', () => {
  for (const text of ['residual', '=false', ''])
    expect(() => collectOption(text)).toThrow(InvalidArgumentError);
});
