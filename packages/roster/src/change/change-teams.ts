import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProblem, readTeam, type Workspace } from '@teamnet/records';
import { beginChange } from '../begin-change.js';
import { TeamChangeError } from '../errors.js';
import { list } from '../wished-groups.js';
import { appendInJson, replaceInJson } from './edit-json.js';
import { copiedDiscussion, handOverRuns, type NewFile } from './hand-over-runs.js';
import { HomeworkEdit } from './homework-edit.js';
import { type Addition, planRosters, type RosterChange, type StudentMove } from './plan-rosters.js';
import { shareOutExperiments } from './share-out-experiments.js';

/** What is to change in the teams, all at once. */
export interface TeamsChange {
  /** Students who change team or leave. */
  moves?: readonly StudentMove[];
  /** Students who are new in the class. */
  additions?: readonly Addition[];
  /** Who takes over the experiments of those who go: a member of each team that somebody with experiments leaves. */
  giveExperimentsTo?: readonly string[];
  /** The experiment that the one new member of a team takes over; found by itself when left out. */
  experiment?: string;
}

/** What was done. */
export interface ChangedTeams {
  /** The teams that changed, in natural order. */
  teams: { team: string; members: { id: string; name: string }[] }[];
  /** One sentence each. */
  changes: string[];
  /** Written, relative to the checkout, with `/`. */
  files: string[];
}

/**
 * Changes the teams of a class that has begun. Every file is changed or none, also when the process is killed; no run,
 * report or discussion is deleted. Experiments of those who go are given to a member who stays, with their runs; a new
 * member gets an experiment; the discussion of a student who changes team is copied along. Runs stay with the team.
 * @throws TeamChangeError, TeamsBusyError; those of readTeam and readHomework; RecordWriteError
 */
export async function changeTeams(workspace: Workspace, change: TeamsChange): Promise<ChangedTeams> {
  const { moves = [], additions = [] } = change;
  checkMembers(additions);
  using placing = await beginChange(workspace);
  const teams = workspace.teamNames().map((team) => ({ ...readTeam(workspace.teamFile(team)), team }));
  const rosters = planRosters(teams, moves, additions);
  const unused = new Set(change.giveExperimentsTo);
  const locks: Disposable[] = [];
  try {
    const done = rosters.map((roster) => changeTeam(workspace, roster, change, unused, locks));
    if (unused.size > 0)
      throw new TeamChangeError(
        `--give-experiments-to ${[...unused].join(' ')}: there are no experiments to give to them.`,
        'Name a member who stays in a team that somebody with experiments leaves, or leave the option out.',
      );
    const files = done.flatMap((one) => one.files);
    for (const { place, content } of files) placing.addFile(place, content);
    placing.commit();
    return {
      teams: rosters.map(({ before: { team }, members }) => ({ team, members })),
      changes: done.flatMap((one) => one.changes),
      files: files.map(({ place }) => place.replaceAll('\\', '/')),
    };
  } finally {
    for (const lock of locks) lock[Symbol.dispose]();
  }
}

function checkMembers(additions: readonly Addition[]): void {
  for (const { team, members } of additions) {
    const problem = findProblem('team', { team, members });
    if (problem)
      throw new TeamChangeError(
        `${team} cannot have these members: ${problem}`,
        'An id has letters, digits, "-", "_" and "."; a name is not empty.',
      );
  }
}

function changeTeam(
  workspace: Workspace,
  roster: RosterChange,
  change: TeamsChange,
  unused: Set<string>,
  locks: Disposable[],
): { files: NewFile[]; changes: string[] } {
  const { before, members } = roster;
  const { team } = before;
  const edit = new HomeworkEdit(workspace, team);
  const said = shareOutExperiments(workspace, roster, edit, change, unused);
  const { text, changed, homework } = edit.finish();
  const runs = handOverRuns(workspace, edit.homework, homework, locks);
  const discussions = roster.arrived.flatMap(({ member, from }) =>
    from === null ? [] : copiedDiscussion(workspace, member.id, from, team),
  );
  const count = runs.filter(({ place }) => place.endsWith('run.json')).length;
  return {
    files: [
      { place: join('teams', `${team}.json`), content: editRoster(workspace, roster) },
      ...(changed ? [{ place: join('apps', team, 'homework.json'), content: text }] : []),
      ...runs,
      ...discussions,
    ],
    changes: [
      `${team}: ${sayMoves(roster)}; it has ${members.length} members: ${list(members)}.`,
      ...said.map((sentence) => `apps/${team}: ${sentence}`),
      ...(count > 0 ? [`apps/${team}: ${count} run.json name${count === 1 ? 's' : ''} the new member.`] : []),
      ...discussions.map(({ place }) => `${place.replaceAll('\\', '/')} is a copy; the old one is kept.`),
    ],
  };
}

/** The team file with its other lines as they were. */
function editRoster(workspace: Workspace, { before, left, arrived }: RosterChange): string {
  let text = readFileSync(workspace.teamFile(before.team), 'utf8').replace(/^\uFEFF/, '');
  for (const { member } of left) {
    const place = (JSON.parse(text) as typeof before).members.findIndex(({ id }) => id === member.id);
    text = replaceInJson(text, ['members', place], undefined);
  }
  for (const { member } of arrived) text = appendInJson(text, ['members'], member);
  return text;
}

function sayMoves({ left, arrived }: RosterChange): string {
  return [
    ...left.map(
      ({ member, to }) => `${member.name} (${member.id}) ${to === null ? 'leaves' : `goes to ${to}`}`,
    ),
    ...arrived.map(
      ({ member, from }) => `${member.name} (${member.id}) comes${from === null ? '' : ` from ${from}`}`,
    ),
  ].join('; ');
}
