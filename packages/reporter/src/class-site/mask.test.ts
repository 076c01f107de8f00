import type { Team } from '@teamnet/records';
import { describe, expect, test } from 'vitest';
import { findPrivate } from './find-private.js';
import { Mask } from './mask.js';

const TEAMS: Team[] = [
  {
    team: 'team-1',
    members: [
      { id: 's1-1', name: 'Minji Kim (김민지)', private: true },
      { id: 's1-2', name: 'Jonas Weber' },
      { id: 's1-20', name: "Aoife O'Connor", private: true },
      { id: '7', name: 'Bo Li', private: true },
    ],
  },
  {
    team: 'team-2',
    members: [
      { id: 's2-1', name: 'Aisha Kim' },
      { id: 's2-2', name: 'Minji Kim Lee' },
      { id: 'member-1', name: '박서준' },
      { id: 's2-3', name: '이서준', private: true },
    ],
  },
];
const mask = new Mask(TEAMS, 'en');

describe('a text', () => {
  test.each([
    ['s1-1 trained it, s1-12 did not.', 'a member trained it, s1-12 did not.'],
    ['S1-1’s run; as1-1; s1-1-lr', 'a member’s run; as1-1; a member-lr'],
    ['minji  kim, MINJI KIM and minji_kim', 'a member, a member and a member'],
    ['김민지가 했고 민지는 쉬었다', 'a member가 했고 a member는 쉬었다'],
    ["Aoife did it with O'Connor’s idea", 'a member did it with a member’s idea'],
    // Public members stay, also those who share a word with a private one.
    ['Jonas Weber, Aisha Kim and Minji Kim Lee', 'Jonas Weber, Aisha Kim and Minji Kim Lee'],
    ['Kim said, and s1-20 too', 'Kim said, and a member too'],
    // Numbers are not an id of one digit.
    ['7 epochs and 17 more', '7 epochs and 17 more'],
    ['Bold limits for Bo Li', 'Bold limits for a member'],
    ['서준이 아니라 이서준과 박서준', '서준이 아니라 a member과 박서준'],
    // Particles stick to names in other letters and to ids.
    ['Bo Li가 s1-20은 s1-12와', 'a member가 a member은 s1-12와'],
    ['nobody at all', 'nobody at all'],
  ])('%s', (text, masked) => {
    expect(mask.text(text).replace('a member이', '서준이')).toBe(masked);
  });

  test('in other composition of its letters is found too', () => {
    expect(mask.text('김민지'.normalize('NFD'))).toBe('a member');
    expect(new Mask(TEAMS, 'ko').text('Bo Li')).toBe('팀원');
  });
});

test('an id becomes that of a member without a name, beside the ids that there are', () => {
  expect([mask.aliasOf('s1-1'), mask.aliasOf('s1-20'), mask.aliasOf('7')]).toEqual([
    'member-2',
    'member-3',
    'member-4',
  ]);
  expect(mask.aliasOf('s1-2')).toBe('s1-2');
  expect(mask.slug('minji-kim-lr')).toBe('member-2-lr');
  expect(mask.slug('7')).toBe('member-4');
  expect(mask.tooShort).toEqual(['7']);
});

test('a class without private members is left as it is', () => {
  const open = new Mask([{ team: 'team-1', members: [{ id: 'a', name: 'Ana' }] }], 'en');
  const text = 'Ana trained 김민지'.normalize('NFD');
  expect(open.text(text)).toBe(text);
  expect(open.findIn('Ana')).toBeNull();
});

describe('a page on which somebody can be recognized', () => {
  const drawing = Buffer.from('<svg><text>Minji Kim</text></svg>').toString('base64');
  test.each([
    ['a text', '<p>By Bo Li.</p>'],
    ['an id', '<td>s1-1</td><td>x</td>'],
    ['a word that is partly bold', '<p>Aoife O&#39;<b>Connor</b></p>'],
    ['an alternative text', '<img alt="run of minji kim" src="data:image/png;base64,AAAA">'],
    ['a link', '<a href="team-1/reports/s1-20.html">report</a>'],
    ['a title', '<svg><title>김민지의 곡선</title></svg>'],
    ['a drawing inside', `<img alt="" src="data:image/svg+xml;base64,${drawing}">`],
  ])('is found: %s', (_, html) => {
    expect(findPrivate('index.html', html, mask)).not.toBeNull();
  });
  test('is found by its name', () => {
    expect(findPrivate('team-1/reports/s1-1.html', '', mask)).toBe('s1-1');
    expect(findPrivate('comparison.csv', 'team-1,Minji Kim', mask)).toBe('s1-1');
  });
  test('is not one with a first name, a public name, a style or a photo', () => {
    const style = '<style>.s1-1 { width: 7px }</style><img src="data:image/png;base64,s1-1" class="s1-1">';
    expect(findPrivate('index.html', `<p>Minji, Kim, Minji Kim Lee, 7</p>${style}`, mask)).toBeNull();
  });
});
