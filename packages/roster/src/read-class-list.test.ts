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
    expect(list.students).toEqual([{ id: 's1', name: 'Ada', wish: '', mates: '', private: false, line: 2 }]);
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
    ['id,name\ns1,\uFFFD\uFFFD', 'not UTF-8 text (the first wrong byte is in line 2)'],
    ['i\0d\0,\0n\0', 'it is UTF-16 text'],
    ['id,name,private\ns1,Ada,perhaps', 'line 2: the column "private" of s1 says "perhaps"'],
    ['id,name,with,함께\ns1,Ada,,', 'two columns "함께" (the other is "with")'],
    ['id,name\ns1,"Ada\nLee"\ns2,Bo\nS1,"Cem\r\nx"', 'lines 2 and 5 have the same id "S1"'],
  ])('%j is refused', (csv, message) => {
    expect(() => readClassList(csv)).toThrow(ClassListError);
    expect(() => readClassList(csv)).toThrow(message);
  });

  test('line breaks in quotes are blanks, and lines are counted as an editor shows them', () => {
    const { students } = readClassList('id,name\r\ns1,"Kim\r\nMinji"\r\n\r\ns2,Bo\r\n');
    expect(students.map(({ name, line }) => [name, line])).toEqual([
      ['Kim Minji', 2],
      ['Bo', 5],
    ]);
  });

  test.each(['yes', 'TRUE', '1', 'y', 'x', '예', '네', 'O', '○'])(
    '%s in the column private is yes',
    (word) => {
      expect(readClassList(`학번,이름,비공개\n1,A,${word}`).students[0]!.private).toBe(true);
    },
  );

  test.each(['no', 'False', '0', '', '아니오', '아니요', '-'])('%j in the column private is no', (word) => {
    expect(readClassList(`id,name,private\n1,A,${word}`).students[0]!.private).toBe(false);
  });

  test('X beside O means no, as in Korea, and a note says so', () => {
    const { students, notes } = readClassList('학번,이름,비공개\n1,A,X\n2,B,O');
    expect(students.map((student) => student.private)).toEqual([false, true]);
    expect(notes).toEqual(['In the column "private", O is read as yes and X as no.']);
  });

  const csv = 'id,name\n1,김민지\n';
  test.each<[string, Buffer, string | null]>([
    ['UTF-8', Buffer.from(csv), null],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${csv}`), null],
    ['UTF-16 little endian', Buffer.from(`\uFEFF${csv}`, 'utf16le'), 'it is UTF-16'],
    ['UTF-16 big endian', Buffer.from(`\uFEFF${csv}`, 'utf16le').swap16(), 'it is UTF-16'],
    ['UTF-16 without a byte order mark', Buffer.from('id,name\n1,Ada\n', 'utf16le'), 'it is UTF-16'],
    [
      'CP949',
      Buffer.concat([Buffer.from('id,name\n1,'), Buffer.from([0xb1, 0xe8, 0xb9, 0xce])]),
      'first wrong byte is in line 2',
    ],
  ])('bytes in %s are read or refused clearly', (_, bytes, message) => {
    if (message === null) expect(readClassList(bytes).students[0]!.name).toBe('김민지');
    else expect(() => readClassList(bytes)).toThrow(message);
  });
});
