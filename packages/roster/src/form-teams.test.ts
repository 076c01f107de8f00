import { describe, expect, test } from 'vitest';
import { ClassListError, TeamsImpossibleError } from './errors.js';
import { type FormedTeams, formTeams } from './form-teams.js';

const classOf = (count: number, wishes: Record<number, string> = {}) =>
  [
    'id,name,team',
    ...Array.from({ length: count }, (_, i) => `s${i + 1},Student ${i + 1},${wishes[i + 1] ?? ''}`),
  ].join('\n');

const sizes = ({ teams }: FormedTeams) => teams.map(({ members }) => members.length);
const ids = ({ teams }: FormedTeams, team: string) =>
  teams.find((formed) => formed.team === team)?.members.map(({ id }) => id);
const wish = (...groups: [string, number[]][]) =>
  Object.fromEntries(groups.flatMap(([team, numbers]) => numbers.map((number) => [number, team])));

describe('forming teams', () => {
  test('every class from 3 to 200 but 5 is split into teams of 3 or 4, nobody left out, nobody twice', () => {
    for (let count = 3; count <= 200; count++) {
      if (count === 5) continue;
      const formed = formTeams(classOf(count));
      expect(sizes(formed).every((size) => size === 3 || size === 4)).toBe(true);
      const placed = formed.teams.flatMap(({ members }) => members.map(({ id }) => id));
      expect(new Set(placed).size).toBe(count);
      expect(placed).toHaveLength(count);
    }
  });

  test('thirty students make eight teams, named team-1 to team-8', () => {
    const formed = formTeams(classOf(30));
    expect(formed.teams.map(({ team }) => team)).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((n) => `team-${n}`));
    expect(sizes(formed).sort()).toEqual([3, 3, 4, 4, 4, 4, 4, 4]);
    expect(formed.explanations[0]).toBe('30 students make 8 teams: 6 of 4 and 2 of 3.');
  });

  test('the same seed gives the same teams whatever the order of the lines; another seed gives others', () => {
    const [header, ...lines] = classOf(20, wish(['2', [3, 9]])).split('\n');
    const reversed = [header, ...lines.reverse()].join('\n');
    const first = formTeams(classOf(20, wish(['2', [3, 9]])), { seed: 7 });
    expect(formTeams(reversed, { seed: 7 })).toEqual(first);
    expect(formTeams(reversed, { seed: 8 }).teams).not.toEqual(first.teams);
  });

  test('self-chosen teams stay together and are filled up', () => {
    const formed = formTeams(classOf(14, wish(['team-2', [1, 2, 3, 4]], ['Team 5', [5, 6]], ['5', [7]])));
    expect(ids(formed, 'team-2')).toEqual(['s1', 's2', 's3', 's4']);
    expect(ids(formed, 'team-5')?.slice(0, 3)).toEqual(['s5', 's6', 's7']);
    expect(formed.explanations.join('\n')).toContain('team-2: s1, s2, s3, s4 chose it.');
  });

  test('complete teams of three get no stranger where another number of teams avoids it', () => {
    const formed = formTeams(classOf(12, wish(['a', [1, 2, 3]], ['b', [4, 5, 6]])));
    expect(ids(formed, 'a')).toEqual(['s1', 's2', 's3']);
    expect(ids(formed, 'b')).toEqual(['s4', 's5', 's6']);
    expect(sizes(formed)).toEqual([3, 3, 3, 3]);
  });

  test('a team name that cannot name a folder gets the next free number and is explained', () => {
    const formed = formTeams(classOf(7, wish(['나비', [1, 2, 3]], ['team-1', [4, 5]])));
    expect(ids(formed, 'team-2')?.slice(0, 3)).toEqual(['s1', 's2', 's3']);
    expect(formed.explanations.join('\n')).toContain('"나비" in the class list');
  });

  test.each([
    [1, {}, '1 student cannot make a team'],
    [2, {}, '2 students cannot make a team'],
    [5, {}, '5 students cannot be split into teams of 3 or 4'],
    [
      10,
      wish(['A', [1, 2, 3, 4, 5]]),
      'The team "A" has 5 students (s1, s2, s3, s4, s5; lines 2, 3, 4, 5, 6)',
    ],
    [6, wish(['A', [1]], ['B', [2]], ['C', [3]]), 'names 3 teams, but 6 students make at most 2'],
    [9, wish(['A', [1, 2, 3, 4]]), 'that keep the wished teams of four ("A")'],
  ])('%i students with wishes %j cannot be done and it says why', (count, wishes, message) => {
    const attempt = () => formTeams(classOf(count, wishes));
    expect(attempt).toThrow(TeamsImpossibleError);
    expect(attempt).toThrow(message);
  });

  const classWith = (count: number, cells: Record<number, [mates: string, team?: string]>) =>
    [
      'id,name,team,with',
      ...Array.from({ length: count }, (_, i) => {
        const [mates, team] = cells[i + 1] ?? ['', ''];
        return `s${i + 1},Student ${i + 1},${team ?? ''},"${mates}"`;
      }),
    ].join('\n');

  test.each([
    ['ids', 's2; s3'],
    ['names in any case', 'student  2 / STUDENT 3'],
    ['bars', 's2|Student 3|'],
    ['commas in quotes', 's3, s2'],
    ['line breaks in quotes', 's2\ns3'],
  ])('team-mates wished for by %s come into one team, returned or not, and it says so', (_, mates) => {
    const { teams, explanations } = formTeams(classWith(8, { 1: [mates], 2: ['s1'] }));
    const team = teams.find(({ members }) => members.some(({ id }) => id === 's1'))!;
    expect(team.members.slice(0, 3).map(({ id }) => id)).toEqual(['s1', 's2', 's3']);
    const said = explanations.join('\n');
    expect(said).toContain('s1 and s2 wished for each other');
    expect(said).toContain('s1 wished for s3 (not returned, but it counts)');
  });

  test('a name with a comma, a slash or in decomposed Korean is found as a team-mate', () => {
    const csv = `id;name;함께\n1;A/B;\n2;Weber, Jonas;\n3;김민지;\n4;Ana;"Weber, Jonas, A/B;${'김민지'.normalize('NFD')}"\n5;E;\n6;F;\n7;G;`;
    const team = formTeams(csv).teams.find(({ members }) => members.some(({ id }) => id === '4'));
    expect(team?.members.map(({ id }) => id)).toEqual(['1', '2', '3', '4']);
  });

  test('a wish for somebody who chose a team leads into that team', () => {
    const formed = formTeams(classWith(7, { 1: ['', 'red'], 2: ['', 'red'], 3: ['s2'] }));
    expect(ids(formed, 'red')?.slice(0, 3)).toEqual(['s1', 's2', 's3']);
  });

  test('who is marked as private is so in the team, and nobody else has the key', () => {
    const { teams } = formTeams('id,name,private\n1,A,yes\n2,B,no\n3,C,');
    expect(teams[0]!.members).toEqual([
      { id: '1', name: 'A', private: true },
      { id: '2', name: 'B' },
      { id: '3', name: 'C' },
    ]);
  });

  test.each<[number, Record<number, [string, string?]>, string, string]>([
    [4, { 2: ['s1; s2'] }, 'Line 3: s2 wishes to be with "s2", which is the student\'s own id', 'of line 3'],
    [4, { 2: ['Student 2'] }, 'own name', 'of line 3'],
    [4, { 2: ['Zoe'] }, 'Line 3: s2 wishes to be with "Zoe", who is not in the class list', 'of line 3'],
    [4, { 2: ['Stud ent 4'] }, 'who is not in the class list', 'perhaps s4 (Student 4, line 5)'],
    [
      6,
      { 1: ['s2', 'x'], 2: ['', 'y'] },
      's1 (line 2) chose the team "x" and s2 (line 3) the team "y", but wishes bind them together: s1 (line 2) wishes for s2.',
      'Take this wish out',
    ],
    [
      6,
      { 1: ['', 'x'], 2: ['s1'], 3: ['s2', 'y'] },
      's2 (line 3) wishes for s1; s3 (line 4) wishes for s2.',
      'one of these wishes',
    ],
    [
      9,
      { 1: ['s2;s3'], 3: ['s4'], 4: ['s5'] },
      'Wishes bind 5 students together, and a team has 3 or 4: s1 (line 2) wishes for s2, s3; s3 (line 4)',
      'of the lines 2, 4, 5',
    ],
    [
      9,
      { 1: ['', 'x'], 2: ['', 'x'], 3: ['', 'x'], 4: ['s1'], 5: ['s2'] },
      's1, s2, s3 chose the team "x"; s4 (line 5) wishes for s1; s5 (line 6) wishes for s2',
      'of the lines 5, 6',
    ],
    [
      6,
      { 1: ['s2'], 3: ['s4'], 5: ['s6'] },
      'do not fit into them together: s1 + s2, s3 + s4, s5 + s6',
      '2, 3',
    ],
    [
      9,
      { 1: ['s2;s3;s4'] },
      'wished groups of four (s1 + s2 + s3 + s4): all teams have 3',
      'lines 2, 3, 4, 5',
    ],
  ])('%i students with the wishes %j cannot be done and it says why', (count, cells, message, remedy) => {
    const attempt = () => formTeams(classWith(count, cells));
    expect(attempt).toThrow(TeamsImpossibleError);
    expect(attempt).toThrow(expect.objectContaining({ message: expect.stringContaining(message) }));
    expect(attempt).toThrow(expect.objectContaining({ remedy: expect.stringContaining(remedy) }));
  });

  test('a wish for a name that two students have is asked for by id', () => {
    expect(() => formTeams('id,name,with\n1,Ada,\n2,Ada,\n3,Bo,ada')).toThrow(
      '2 students have this name (1 in line 2, 2 in line 3)',
    );
  });

  test('an empty class list is told apart from one without students', () => {
    expect(() => formTeams('')).toThrow(ClassListError);
    expect(() => formTeams('id,name,team\n')).toThrow('0 students cannot make a team');
  });
});
