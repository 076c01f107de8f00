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
    [10, wish(['A', [1, 2, 3, 4, 5]]), 'The team "A" has 5 students (s1, s2, s3, s4, s5)'],
    [6, wish(['A', [1]], ['B', [2]], ['C', [3]]), 'names 3 teams, but 6 students make at most 2'],
    [9, wish(['A', [1, 2, 3, 4]]), 'that keep the wished teams of four ("A")'],
  ])('%i students with wishes %j cannot be done and it says why', (count, wishes, message) => {
    const attempt = () => formTeams(classOf(count, wishes));
    expect(attempt).toThrow(TeamsImpossibleError);
    expect(attempt).toThrow(message);
  });

  test('an empty class list is told apart from one without students', () => {
    expect(() => formTeams('')).toThrow(ClassListError);
    expect(() => formTeams('id,name,team\n')).toThrow('0 students cannot make a team');
  });
});
