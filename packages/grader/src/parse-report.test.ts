import { expect, test } from 'vitest';
import { parseReport } from './parse-report.js';

test('sections run from marker to marker, whatever the language and level of their headings', () => {
  const { sections } = parseReport(
    [
      '\uFEFF# 보고서',
      '',
      '<!-- section: roster -->',
      '### 팀 구성',
      '',
      '김민지',
      '<!-- section: task -->',
      '![photo](a.png)',
    ].join('\r\n'),
  );
  expect([...sections.values()].map(({ id, line, text }) => [id, line, text])).toEqual([
    ['roster', 3, '김민지'],
    ['task', 7, '[picture] photo'],
  ]);
});

test('the first marker of an id counts, unknown ids are left alone', () => {
  const { sections } = parseReport(
    '<!-- section: roster -->\n\nfirst\n\n<!-- section: other -->\n\nstill roster\n\n<!-- section: roster -->\n\nthird',
  );
  expect([...sections.values()].map(({ text }) => text)).toEqual(['first still roster third']);
});

test('run lines are found alone, in one line together, in a paragraph and right below a table; with their lines', () => {
  const { runLines } = parseReport(
    [
      '| a |',
      '|---|',
      '| b |',
      '<!-- run: {"n":1} -->',
      '<!-- run: {"n":2} --><!-- run: {"n":3} -->',
      '',
      'text <!-- run: {"n":4} --> text',
      '',
      '`<!-- run: {"n":5} -->`',
      '',
      '    <!-- run: {"n":6} -->',
    ].join('\n'),
  );
  expect(runLines.map(({ line, json }) => `${line} ${json}`)).toEqual([
    '4 {"n":1}',
    '5 {"n":2}',
    '5 {"n":3}',
    '7 {"n":4}',
  ]);
});

test('what a reader does not see is no text: comments, tags, an empty drawing counts as a picture', () => {
  const text = (body: string) =>
    parseReport(`<!-- section: network -->\n\n## Network\n\n${body}`).sections.get('network')?.text;
  expect(text('<!-- nothing -->')).toBe('');
  expect(text('<br>\n\n<div class="x"></div>')).toBe('');
  expect(text('<svg width="3"></svg>')).toBe('[picture]');
  expect(text('<details><summary>Layers</summary></details>')).toBe('Layers');
  expect(text('```text\nconv2d\n```')).toBe('conv2d');
});
