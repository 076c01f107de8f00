import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Grade, Homework, Run, Team } from '@teamnet/records';
import { afterAll, expect, test, vi } from 'vitest';
import { Random } from '../../packages/cli/src/bench/class/random.js';
import { writeDiscussion } from '../../packages/cli/src/bench/class/write-discussion.js';
import { type Outcome, teamnet } from '../support/teamnet.js';

// What a class of eight teams does with Teamnet from the class list to the grades, command by command, with what goes
// wrong in a class: see `npm run proof:class`. TEAMNET_STORY=quick trains the real network in the quick profile.
vi.setConfig({ testTimeout: 3_600_000 });

const REAL_NETWORK = process.env.TEAMNET_STORY === 'quick';
const PROFILE = REAL_NETWORK ? 'quick' : 'story';
const root = mkdtempSync(join(tmpdir(), 'teamnet-story-'));
afterAll(() => {
  if (process.env.TEAMNET_STORY_KEEP) console.log(`The class stays in ${root}.`);
  else rmSync(root, { recursive: true, force: true });
});

/** At the teacher's, unless another checkout is named. */
async function call(args: string[], { at = root, code = 0 } = {}): Promise<Outcome> {
  const env = { TFDS_DATA_DIR: join(root, 'data'), TEAMNET_SOURCE: 'stand-in' };
  const outcome = await teamnet(args, { cwd: at, env });
  console.log(`$ teamnet ${args.join(' ')}   # ${basename(at)}, exit ${outcome.code}`);
  expect(outcome.code, `${outcome.stdout}\n${outcome.stderr}`).toBe(code);
  return outcome;
}
const path = (...parts: string[]) => join(root, ...parts);
const readJson = <T>(file: string) => JSON.parse(readFileSync(file, 'utf8')) as T;
const writeJson = (file: string, value: unknown) =>
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);

let teams: Team[] = [];
const team = (number: number) => teams.find((one) => one.team === `team-${number}`)!;
const member = (number: number, place: number) => team(number).members[place]!.id;
const homeworkOf = (name: string) => readJson<Homework>(path('apps', name, 'homework.json'));
const runFile = (number: number, experiment: string, dataset: string) =>
  path('apps', `team-${number}`, 'runs', experiment, dataset, 'run.json');
const discussionOf = (number: number, id: string) => path('apps', `team-${number}`, 'discussion', `${id}.md`);
/** The student's own runs; the team's baseline where there are none. */
function runsToDiscuss(name: string, id: string): Run[] {
  const runs = (experiment: string) =>
    ['rock_paper_scissors', 'tf_flowers']
      .map((dataset) => path('apps', name, 'runs', experiment, dataset, 'run.json'))
      .filter((file) => existsSync(file))
      .map((file) => readJson<Run>(file));
  const own = runs(homeworkOf(name).experiments.find(({ by }) => by === id)!.id);
  return own.length > 0 ? own : runs('baseline');
}
const experimentOf = (number: number, id: string) =>
  homeworkOf(`team-${number}`).experiments.find(({ by }) => by === id)!.id;

test('the teacher forms eight teams of a class list of 31 with wishes, one of them a team of three', async () => {
  writeJson(path('package.json'), { name: 'teamnet' });
  const names = [
    '김민지',
    '이하은',
    'Jonas Weber',
    'Aisha Rahman',
    '박서준',
    "Mia O'Neil",
    'Kwame Mensah',
    '최지우',
  ];
  const rows = Array.from({ length: 31 }, (_, index) => {
    const id = `s${String(index + 1).padStart(2, '0')}`;
    const wish = index < 3 ? 'team-1' : '';
    const mates = index === 5 ? 's07' : '';
    return `${id};${names[index % names.length]} ${index + 1};${wish};${mates};${index === 9 ? 'yes' : ''}`;
  });
  writeFileSync(path('class.csv'), `\uFEFFid;name;team;with;private\r\n${rows.join('\r\n')}\r\n`);
  const formed = await call(['team', 'form', 'class.csv', '--seed', '7', '--write', '--json']);
  teams = (JSON.parse(formed.stdout) as { teams: Team[] }).teams;
  expect(teams.map(({ members }) => members.length).sort()).toEqual([3, 4, 4, 4, 4, 4, 4, 4]);
  const mates = teams.find(({ members }) => members.some(({ id }) => id === 's06'))!;
  expect(mates.members.map(({ id }) => id)).toContain('s07');
  expect((await call(['team', 'check'])).stdout).toMatch(/^8 teams are fine/);
  if (!REAL_NETWORK)
    for (const { team: name } of teams) {
      const homework = homeworkOf(name);
      homework.model = { name: 'mini-xception', options: { sizes: [8, 16], batchNormMomentum: 0.9 } };
      homework.profiles = { story: { training: { imageSize: 32, batchSize: 64, epochs: 1 } } };
      writeJson(path('apps', name, 'homework.json'), homework);
    }
});

test('in team 1 a member trains at home and shares, and one shares nothing', async () => {
  const [, sharer] = team(1).members.map(({ id }) => id);
  const silent = team(1).members.at(-1)!.id;
  const home = join(root, 'home-of-a-member');
  mkdirSync(home);
  for (const part of ['package.json', 'teams', 'apps'])
    cpSync(path(part), join(home, part), { recursive: true });
  await call(['train', '--team', 'team-1', '--student', sharer!, '--profile', PROFILE], { at: home });
  await call(['share', '--team', 'team-1', '--student', sharer!], { at: home });
  const file = join(home, `team-1-${sharer}.teamnet.zip`);
  const cut = path('cut.teamnet.zip');
  writeFileSync(cut, readFileSync(file).subarray(0, 5000));
  await call(['collect', cut], { code: 1 });
  expect(existsSync(runFile(1, experimentOf(1, sharer!), 'tf_flowers'))).toBe(false);
  await call(['collect', file]);
  const collected = readFileSync(runFile(1, experimentOf(1, sharer!), 'tf_flowers'));
  for (const id of team(1)
    .members.map((one) => one.id)
    .filter((id) => id !== sharer && id !== silent))
    await call(['train', '--team', 'team-1', '--student', id, '--profile', PROFILE]);
  expect(readFileSync(runFile(1, experimentOf(1, sharer!), 'tf_flowers')).equals(collected)).toBe(true);
});

test('the other teams train everything on one machine', async () => {
  for (const { team: name } of teams)
    if (name !== 'team-1') await call(['train', '--team', name, '--profile', PROFILE]);
});

test('everybody writes a discussion, but for one who leaves it empty and one who copies', async () => {
  for (const { team: name } of teams) await call(['report', '--team', name]);
  let seed = 0;
  for (const { team: name, members } of teams)
    for (const { id } of members) {
      const file = path('apps', name, 'discussion', `${id}.md`);
      expect(readFileSync(file, 'utf8')).toContain('>');
      if (name === 'team-2' && id === member(2, 3)) continue;
      writeFileSync(file, writeDiscussion(new Random(++seed), runsToDiscuss(name, id)));
    }
  const original = readFileSync(discussionOf(3, member(3, 0)), 'utf8');
  const copied = original.replaceAll('the', 'The').replaceAll('. ', '.  ');
  writeFileSync(discussionOf(3, member(3, 1)), copied);
});

test('a run is tampered with, another file breaks, and everything is written anew without a stop', async () => {
  const tampered = runFile(4, experimentOf(4, member(4, 1)), 'tf_flowers');
  const run = readJson<Run>(tampered);
  run.test.accuracy = 0.987;
  writeJson(tampered, run);
  const broken = runFile(5, experimentOf(5, member(5, 2)), 'rock_paper_scissors');
  writeFileSync(broken, readFileSync(broken, 'utf8').slice(0, 700));
  for (const { team: name } of teams) await call(['report', '--team', name]);
  const reports = teams.flatMap(({ team: name, members }) =>
    members.map(({ id }) => path('apps', name, 'reports', `${id}.md`)),
  );
  expect(reports.filter((file) => existsSync(file))).toHaveLength(31);
  const mate = readFileSync(path('apps/team-1/reports', `${member(1, 0)}.md`), 'utf8');
  expect(mate).toContain('not shared');
  for (const { name } of team(1).members) expect(mate).toContain(name);
});

const before = new Map<string, string>();
const sha256 = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

test('grades say who lacks what, cost nobody else anything, and come out the same a second time', async () => {
  const discussions = teams.flatMap(({ team: name, members }) =>
    members.map(({ id }) => path('apps', name, 'discussion', `${id}.md`)),
  );
  for (const file of discussions) before.set(file, sha256(file));
  const grades = JSON.parse((await call(['grade', '--all', '--json'])).stdout) as Grade[];
  expect(grades).toHaveLength(31);
  const item = (id: string, what: string) =>
    grades.find(({ student }) => student === id)?.items.find((one) => one.id === what)?.state;
  const lacking = (id: string) =>
    grades.find(({ student }) => student === id)!.items.filter(({ state }) => state !== 'ok');

  const silent = team(1).members.at(-1)!.id;
  expect(item(silent, 'own-experiment')).toBe('not-shared');
  expect(item(silent, 'discussion')).toBe('ok');
  expect(lacking(member(1, 0))).toEqual([]);
  expect(item(member(2, 3), 'discussion')).toBe('empty');
  expect(lacking(member(2, 0))).toEqual([]);
  expect(item(member(4, 1), 'evaluation-done')).toBe('missing');
  expect(lacking(member(4, 0))).toEqual([]);
  const copies = [member(3, 0), member(3, 1)].map((id) => item(id, 'own-discussion'));
  expect(copies).toContain('missing');
  expect(lacking(member(3, 2))).toEqual([]);
  expect(lacking(member(5, 2)).length).toBeGreaterThan(0);
  expect(lacking(member(5, 0))).toEqual([]);
  const three = teams.find(({ members }) => members.length === 3)!;
  for (const { id } of three.members) if (id !== silent) expect(lacking(id)).toEqual([]);

  const files = grades.map(({ team: name, student }) => path('apps', name, 'grades', student, 'grade.json'));
  const first = files.map(sha256);
  await call(['grade', '--all', '--force']);
  expect(files.map(sha256)).toEqual(first);
});

test('verifying finds the tampered run and nothing else but the broken file', async () => {
  const found = await call(['grade', '--verify', '--all', '--json'], { code: 1 });
  const { findings } = JSON.parse(found.stdout) as { findings: { place: string; message: string }[] };
  expect(findings.length).toBeGreaterThan(0);
  const places = new Set(findings.map(({ place }) => /team-\d/.exec(place)?.[0]));
  expect([...places].sort()).toEqual(['team-4', 'team-5']);
});

test('the teacher gives points, which stay; grades go to the platforms, feedback to the students', async () => {
  const id = member(4, 0);
  const comment = 'Good question; say which epoch you mean.';
  await call(['grade', 'mark', '--team', 'team-4', '--student', id, '--comment', comment]);
  await call(['grade', '--all']);
  expect(readJson<Grade>(path('apps/team-4/grades', id, 'grade.json')).comment).toBe(comment);
  await call(['grade', 'export', '--to', 'csv', '--out', 'grades.csv']);
  const lines = readFileSync(path('grades.csv'), 'utf8').trim().split('\r\n');
  expect(lines.length).toBeGreaterThan(31);
  await call(['grade', 'feedback', '--all']);
  const feedback = readFileSync(path('apps/team-4/grades', id, 'feedback.html'), 'utf8');
  expect(feedback).toContain('say which epoch you mean');
});

test('the class is compared and published without the private student', async () => {
  const compared = await call(['compare', '--all', '--format', 'csv']);
  expect(compared.stdout.trim().split('\n').length).toBeGreaterThan(60);
  await call(['site', '--out', 'site']);
  const hidden = teams.flatMap(({ members }) => members).find(({ private: secret }) => secret)!;
  const pages = readdirSync(path('site'), { recursive: true }).map(String);
  expect(pages.filter((page) => page.endsWith('.html')).length).toBeGreaterThan(8 + 29);
  const told = pages
    .filter((page) => /\.(html|js|json|md)$/.test(page))
    .filter((page) => readFileSync(path('site', page), 'utf8').includes(hidden.name));
  expect(told).toEqual([]);
});

test('a student leaves late; nothing that anybody wrote is lost', async () => {
  const full = teams.findLast(({ members }) => members.length === 4)!;
  const [heir, , , leaver] = full.members.map(({ id }) => id);
  await call(['team', 'remove', leaver!, '--give-experiments-to', heir!]);
  await call(['team', 'check']);
  await call(['report', '--team', full.team]);
  await call(['grade', '--team', full.team]);
  for (const [file, hash] of before) expect(sha256(file), file).toBe(hash);
});
