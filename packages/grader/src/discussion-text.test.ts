import { expect, test } from 'vitest';
import { countWords, studentText } from './discussion-text.js';

test('comments, headings and guiding questions are taken out, everything else is the student', () => {
  const file = [
    '\uFEFF<!-- teamnet: discussion template -->',
    '# Discussion',
    '<!-- several',
    'lines -->',
    '> Why? #1',
    'Because of **this** > that.',
    '  > Another question',
    '##',
    '#hashtag and 1. a list',
  ].join('\r\n');
  expect(studentText(file)).toBe('Because of **this** > that.\n#hashtag and 1. a list');
});

test('what stands behind a comment that is never closed is not seen by a reader either', () => {
  expect(studentText('seen <!-- unseen\nunseen')).toBe('seen');
});

test('words are counted as people count them, in English, Korean and Chinese; signs are none', () => {
  expect(countWords("It doesn't overfit - 81.2 % of 5 epochs!")).toBe(7);
  expect(countWords('검증 손실이 다시 올라갔다.')).toBe(4);
  expect(countWords('验证损失上升')).toBeGreaterThan(1);
  expect(countWords('*** --- … !!! ')).toBe(0);
});
