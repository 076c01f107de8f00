import { expect, test } from 'vitest';
import { countWords } from './count-words.js';

test('words are counted as people count them, in English, Korean and Chinese; signs are none', () => {
  expect(countWords("It doesn't overfit - 81.2 % of 5 epochs!")).toBe(7);
  expect(countWords('검증 손실이 다시 올라갔다.')).toBe(4);
  expect(countWords('验证损失上升')).toBeGreaterThan(1);
  expect(countWords('*** --- … !!! ')).toBe(0);
});
