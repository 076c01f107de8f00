import { describe, expect, test } from 'vitest';
import { ClassListError } from './errors.js';
import { readClassList } from './read-class-list.js';

const rows = (csv: string) => readClassList(csv).students.map(({ id, name, wish }) => [id, name, wish]);
const expected = [
  ['2026-1', '김민지', 'team-1'],
  ['2026-2', 'Weber, Jonas', ''],
];

describe('reading a class list', () => {
  test.each([
    ['commas', 'id,name,team\n2026-1,김민지,team-1\n2026-2,"Weber, Jonas",\n'],
    ['a byte order mark', '\uFEFFid,name,team\r\n2026-1,김민지,team-1\r\n2026-2,"Weber, Jonas",\r\n'],
    ["Excel's semicolons", '\uFEFFid;name;team\r\n2026-1;김민지;team-1\r\n2026-2;Weber, Jonas;\r\n'],
    ["Excel's sep line", 'sep=;\r\nid;name;team\r\n2026-1;김민지;team-1\r\n2026-2;Weber, Jonas;\r\n'],
    ['tabs', 'id\tname\tteam\n2026-1\t김민지\tteam-1\n2026-2\tWeber, Jonas\t\n'],
    ['Korean column names', '학번,이름,조\n2026-1,김민지,team-1\n2026-2,"Weber, Jonas",'],
    [
      'another order, capitals and blanks',
      'Team, Name ,ID\nteam-1, 김민지 ,2026-1\n,"Weber,  Jonas",2026-2\n\n,,\n',
    ],
    [
      'decomposed Korean (macOS)',
      `id,name,team\n2026-1,${'김민지'.normalize('NFD')},team-1\n2026-2,"Weber, Jonas",`,
    ],
  ])('with %s', (_, csv) => {
    expect(rows(csv)).toEqual(expected);
  });

  test('the team column may be left out, another column is named as unused', () => {
    const list = readClassList('id,name,email\ns1,Ada,ada@example.org');
    expect(list.students).toEqual([{ id: 's1', name: 'Ada', wish: '', line: 2 }]);
    expect(list.notes).toEqual(['The column "email" is not used.']);
  });

  test.each([
    ['id,name\ns1,Ada\ns2,Bob\nS1,Cem', 'lines 2 and 4 have the same id "S1"'],
    ['id,name\ns1,Ada\n,Bob', 'line 3 (Bob) has no id'],
    ['sep=,\nid,name\ns1,Ada\n,Bob', 'line 4 (Bob) has no id'],
    ['id,name\ns1,', 'line 2: s1 has no name'],
    ['id,name\n../../etc,Ada', 'the id "../../etc" cannot name a file'],
    ['name,team\nAda,1', 'lacks the column "id" (it reads "name, team")'],
    ['id,name,name\ns1,Ada,Ada', 'two columns "name"'],
    ['id,name\ns1,"Ada', 'not a CSV table'],
    ['', 'it is empty'],
    ['id,name\ns1,\uFFFD\uFFFD', 'not UTF-8'],
  ])('%j is refused', (csv, message) => {
    expect(() => readClassList(csv)).toThrow(ClassListError);
    expect(() => readClassList(csv)).toThrow(message);
  });
});
