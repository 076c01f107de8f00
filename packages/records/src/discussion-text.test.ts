import { expect, test } from 'vitest';
import { studentText } from './discussion-text.js';

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
