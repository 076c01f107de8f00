import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  finishPlacing,
  type Homework,
  ProcessLock,
  readHomework,
  readTeam,
  runLockFile,
  toJson,
  Workspace,
  writeWhole,
} from '@teamnet/records';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkTeams } from '../check-teams.js';
import { TeamChangeError } from '../errors.js';
import { newTeams } from '../new-team.js';
import { changeTeams } from './change-teams.js';

const members = (team: string, count: number) =>
  Array.from({ length: count }, (_, i) => ({ id: `${team}${i + 1}`, name: `Student ${team}${i + 1}` }));

let workspace: Workspace;
beforeEach(async () => {
  workspace = new Workspace(mkdtempSync(join(tmpdir(), 'teamnet-change-')));
  await newTeams(workspace, [
    { team: 'team-1', members: members('a', 4) },
    { team: 'team-2', members: members('b', 3) },
    { team: 'team-3', members: members('c', 4) },
  ]);
});
afterEach(() => rmSync(workspace.root, { recursive: true, force: true }));

/** Content of all files. */
function everything(): Record<string, string> {
  const paths = readdirSync(workspace.root, { recursive: true }).map(String).sort();
  return Object.fromEntries(
    paths.flatMap((path) =>
      statSync(join(workspace.root, path)).isFile()
        ? [[path, readFileSync(join(workspace.root, path), 'utf8')]]
        : [],
    ),
  );
}
const ids = (team: string) => readTeam(workspace.teamFile(team)).members.map(({ id }) => id);
const owners = (team: string) =>
  Object.fromEntries(readHomework(workspace.homeworkFile(team)).experiments.map(({ id, by }) => [id, by]));
function editHomework(team: string, edit: (homework: Homework) => void): void {
  const homework = JSON.parse(readFileSync(workspace.homeworkFile(team), 'utf8'));
  edit(homework);
  writeFileSync(workspace.homeworkFile(team), toJson(homework));
}
const remove = (student: string, ...giveExperimentsTo: string[]) =>
  changeTeams(workspace, { moves: [{ student, to: null }], giveExperimentsTo });

describe('changing teams', () => {
  test('who leaves is out of the team file, and the rest of both files is as it was written', async () => {
    const homework = readFileSync(workspace.homeworkFile('team-1'), 'utf8').replaceAll('\n', '\r\n');
    writeFileSync(workspace.homeworkFile('team-1'), `\uFEFF${homework}`);
    const { changes, files } = await remove('a2', 'a4');
    expect(ids('team-1')).toEqual(['a1', 'a3', 'a4']);
    expect(readFileSync(workspace.homeworkFile('team-1'), 'utf8')).toBe(homework.replace('"a2"', '"a4"'));
    expect(files).toEqual(['teams/team-1.json', 'apps/team-1/homework.json']);
    expect(changes).toEqual([
      'team-1: Student a2 (a2) leaves; it has 3 members: a1, a3, a4.',
      "apps/team-1: no-residual of a2 is a4's now.",
    ]);
    expect(checkTeams(workspace)).toEqual([]);
  });

  test('experiments that ablate and sweep give to members in turn stay with them when one leaves', async () => {
    editHomework('team-1', (homework) => {
      homework.ablate = ['separable', 'dropout', { part: 'gap', by: 'a2' }];
      homework.sweep = { learningRate: [0.01], batchSize: [8] };
      homework.seeds = 2;
    });
    const before = owners('team-1');
    expect(Object.values(before).filter((by) => by === 'a2').length).toBeGreaterThan(2);
    await remove('a2', 'a1');
    const after = Object.entries(before).map(([id, by]) => [id, by === 'a2' ? 'a1' : by]);
    expect(owners('team-1')).toEqual(Object.fromEntries(after));
    expect(checkTeams(workspace)).toEqual([]);
  });

  test('who comes takes over an untrained experiment of the member with the most, or gets a new one', async () => {
    await changeTeams(workspace, {
      additions: [{ team: 'team-2', members: [{ id: 'n', name: 'New', private: true }] }],
    });
    expect(owners('team-2')).toMatchObject({ 'no-augment': 'n', baseline: 'b1' });
    expect(readTeam(workspace.teamFile('team-2')).members.at(-1)).toEqual({
      id: 'n',
      name: 'New',
      private: true,
    });

    await remove('n', 'b1');
    for (const dataset of ['rock_paper_scissors', 'tf_flowers'] as const)
      writeWhole(workspace.runFile('team-2', 'no-augment', dataset), '{}');
    await changeTeams(workspace, { additions: [{ team: 'team-2', members: [{ id: 'm', name: 'Late' }] }] });
    expect(owners('team-2')).toMatchObject({ 'no-augment': 'b1', 'learning-rate-0-0003': 'm' });
    expect(checkTeams(workspace)).toEqual([]);
  });

  test('the experiment to take over can be named', async () => {
    const addition = { team: 'team-2', members: [{ id: 'n', name: 'New' }] };
    await expect(
      changeTeams(workspace, { additions: [addition], experiment: 'no-residual' }),
    ).rejects.toThrow('"no-residual" is the only experiment of b2');
    await expect(changeTeams(workspace, { additions: [addition], experiment: 'nothing' })).rejects.toThrow(
      'team-2 has no experiment "nothing"',
    );
    await changeTeams(workspace, { additions: [addition], experiment: 'baseline' });
    expect(owners('team-2')).toMatchObject({ baseline: 'n', 'no-augment': 'b1' });
  });

  test('a discussion is copied to the new team, but never over one that is there', async () => {
    writeWhole(workspace.discussionFile('team-1', 'a4'), '# Discussion\n\n> Why?\n\nmine');
    writeWhole(workspace.discussionFile('team-3', 'c4'), '# Discussion\n\n> Why?\n');
    await changeTeams(workspace, { moves: [{ student: 'a4', to: 'team-2' }], giveExperimentsTo: ['a1'] });
    expect(readFileSync(workspace.discussionFile('team-2', 'a4'), 'utf8')).toContain('mine');
    writeWhole(workspace.discussionFile('team-2', 'a4'), 'newer');
    await changeTeams(workspace, { moves: [{ student: 'a4', to: 'team-1' }], giveExperimentsTo: ['b1'] });
    expect(readFileSync(workspace.discussionFile('team-1', 'a4'), 'utf8')).toContain('mine');
    expect(readFileSync(workspace.discussionFile('team-2', 'a4'), 'utf8')).toBe('newer');
    // The untouched template is not copied.
    await changeTeams(workspace, { moves: [{ student: 'c4', to: 'team-2' }], giveExperimentsTo: ['c1'] });
    expect(existsSync(workspace.discussionFile('team-2', 'c4'))).toBe(false);
    expect(checkTeams(workspace)).toEqual([]);
  });

  test.each<[string, Parameters<typeof changeTeams>[1], string, string]>([
    [
      'an unknown student',
      { moves: [{ student: 'zoe', to: null }] },
      'No team has a student "zoe"',
      'Give the id',
    ],
    [
      'a name',
      { moves: [{ student: 'student b2', to: null }] },
      'student "student b2"',
      'perhaps b2 (Student b2)',
    ],
    [
      'an unknown team',
      { moves: [{ student: 'a1', to: 'team-9' }] },
      'There is no team "team-9"',
      'team-1, team-2',
    ],
    [
      'the team that it is',
      { moves: [{ student: 'a1', to: 'team-1' }] },
      'a1 is in team-1 already',
      'another',
    ],
    [
      'a student twice',
      { moves: ['team-2', 'team-3'].map((to) => ({ student: 'a1', to })) },
      '"a1" is given twice',
      'once',
    ],
    [
      'a full team',
      { moves: [{ student: 'a1', to: 'team-3' }] },
      'team-3 would have 5 members',
      'with three: team-2',
    ],
    [
      'a full team for one of three',
      { moves: [{ student: 'b1', to: 'team-1' }] },
      'team-1 would have 5 members',
      'Choose another team. Nothing was changed.',
    ],
    [
      'a team of three',
      { moves: [{ student: 'b1', to: null }] },
      'team-2 would have 2 members (b2, b3)',
      'e.g. from team-1, team-3: "teamnet team move STUDENT team-2"',
    ],
    [
      'an id that is there',
      { additions: [{ team: 'team-2', members: [{ id: 'A1', name: 'X' }] }] },
      'The id "A1" would be in team-1 and team-2',
      'team move',
    ],
    [
      'an id that names no file',
      { additions: [{ team: 'team-2', members: [{ id: '../x', name: 'X' }] }] },
      'team-2 cannot have these members',
      'letters',
    ],
    [
      'somebody with experiments',
      { moves: [{ student: 'a2', to: null }] },
      'a2 has the experiment no-residual in team-1',
      '--give-experiments-to with one of a1, a3, a4',
    ],
    [
      'an heir of another team',
      { moves: [{ student: 'a2', to: null }], giveExperimentsTo: ['b1'] },
      'a2 has the experiment no-residual',
      'a1, a3, a4',
    ],
    [
      'an heir of nothing',
      { additions: [{ team: 'team-2', members: [{ id: 'n', name: 'X' }] }], giveExperimentsTo: ['a1'] },
      'there are no experiments to give to them',
      'leave the option out',
    ],
  ])('%s is refused, and no file has changed', async (_, change, message, remedy) => {
    const before = everything();
    const attempt = changeTeams(workspace, change);
    await expect(attempt).rejects.toThrow(TeamChangeError);
    await expect(attempt).rejects.toMatchObject({
      message: expect.stringContaining(message),
      remedy: expect.stringContaining(remedy),
    });
    expect(everything()).toEqual(before);
  });

  test('where no team has four, a team of three is told how to be merged', async () => {
    await remove('a4', 'a1');
    await remove('c4', 'c1');
    await expect(remove('a1', 'a2')).rejects.toMatchObject({
      remedy: expect.stringContaining('so merge it'),
    });
  });

  test('a run that is being trained keeps its owner from going', async () => {
    const folder = workspace.runFolder('team-1', 'no-residual', 'tf_flowers');
    mkdirSync(folder, { recursive: true });
    const before = everything();
    const lock = ProcessLock.take(runLockFile(folder)) as ProcessLock;
    await expect(remove('a2', 'a1')).rejects.toThrow('no-residual on tf_flowers is in use by process');
    lock[Symbol.dispose]();
    expect(everything()).toEqual(before);
    await remove('a2', 'a1');
    expect(existsSync(runLockFile(folder))).toBe(false);
  });

  test('what a killed change had begun to place is ended by the next command', async () => {
    await remove('a2', 'a1');
    const after = everything();
    // As it stood between the two moves: the team file not yet in its place, the old one still there.
    const draft = join(workspace.root, '.placing', 'killed');
    writeWhole(join(draft, 'new/teams/team-1.json'), after['teams/team-1.json']!);
    writeWhole(join(draft, 'places.json'), toJson(['apps/team-1/homework.json', 'teams/team-1.json']));
    writeFileSync(workspace.teamFile('team-1'), toJson({ team: 'team-1', members: members('a', 4) }));
    expect(checkTeams(workspace)).not.toEqual([]);
    finishPlacing(workspace);
    expect(everything()).toEqual(after);
  });

  test('after any changes of many that are tried, all is in order and nobody is lost', async () => {
    editHomework('team-1', (homework) => {
      Object.assign(homework, {
        ablate: ['separable', 'dropout'],
        sweep: { learningRate: [0.01] },
        seeds: 2,
      });
    });
    const place = fc.nat({ max: 999 });
    const kind = fc.constantFrom('swap', 'move', 'remove', 'add');
    const steps = fc.array(fc.record({ kind, first: place, second: place }), { minLength: 1, maxLength: 6 });
    let done = 0;
    const original = everything();
    await fc.assert(
      fc.asyncProperty(steps, async (given) => {
        for (const [path, content] of Object.entries(original))
          writeWhole(join(workspace.root, path), content);
        for (const [number, { kind, first, second }] of given.entries()) {
          const before = everything();
          const there = workspace.teamNames().flatMap((team) => ids(team).map((id) => ({ id, team })));
          const one = there[first % there.length]!;
          const other = there[second % there.length]!;
          const joins = kind === 'add' ? [{ id: `n${number}`, name: 'New' }] : [];
          const moves = [
            ...(kind === 'add' ? [] : [{ student: one.id, to: kind === 'remove' ? null : other.team }]),
            ...(kind === 'swap' ? [{ student: other.id, to: one.team }] : []),
          ];
          const stay = (team: string) =>
            there.find(({ id, team: its }) => its === team && !moves.some(({ student }) => student === id))!
              .id;
          const heirs = kind === 'swap' ? [stay(one.team), stay(other.team)] : [stay(one.team)];
          try {
            await changeTeams(workspace, {
              moves,
              additions: joins.length > 0 ? [{ team: one.team, members: joins }] : [],
              ...(kind === 'add' ? {} : { giveExperimentsTo: heirs }),
            });
          } catch (error) {
            if (!(error instanceof TeamChangeError)) throw error;
            expect(everything()).toEqual(before);
            continue;
          }
          done++;
          const gone = kind === 'remove' ? [one.id] : [];
          const expected = [...there, ...joins].map(({ id }) => id).filter((id) => !gone.includes(id));
          expect(workspace.teamNames().flatMap(ids).sort()).toEqual(expected.sort());
          expect(checkTeams(workspace)).toEqual([]);
        }
      }),
      { numRuns: 20, seed: 3 },
    );
    expect(done).toBeGreaterThan(20);
  });
});
