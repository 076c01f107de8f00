import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type Run, Workspace } from '@teamnet/records';
import { refuse, wholeNumber } from '@teamnet/trainer/bench/processes/options';
import { callTeamnet } from './class/call-teamnet.js';
import { openClassData } from './class/class-data.js';
import type { WeightSize } from './class/class-homework.js';
import { ClassMaker, TEAM_SIZE } from './class/make-class.js';
import { makeReports } from './class/make-reports.js';
import { measureEightTeams } from './class/measure-eight-teams.js';
import { measureGrowth } from './class/measure-growth.js';
import { measureNbgrader } from './class/peer-nbgrader.js';

/** The design asks for the seconds of so many. */
const HAND_INS = 1000;

/**
 * `npm run bench -- class [--hand-ins 250,500,1000,2000,4000,8000] [--weights small|real] [--peers nbgrader|none]`:
 * 32 reports, grading of many hand-ins, and eight teams with nothing to do, all through the command line in fresh
 * processes. Ends with one line of JSON. `--quick` grades 100 hand-ins and has no peer. `--make FOLDER` only writes a
 * class of so many honest hand-ins with their reports there, for whoever wants one.
 */
async function main(): Promise<void> {
  const { handIns, weights, peer, quick, make } = readOptions();
  const scratch = mkdtempSync(join(tmpdir(), 'teamnet-class-'));
  process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));
  const dataDir = join(scratch, 'data');
  const data = await openClassData(dataDir);
  const engine = await findEngine(scratch);
  const makerIn = (folder: string, size: WeightSize) => {
    mkdirSync(folder, { recursive: true });
    return new ClassMaker(new Workspace(folder), { data, engine, weights: size, seed: 1 });
  };
  if (make !== undefined) return await makeOnly(makerIn(resolve(make), weights), handIns.at(-1)!);

  const machine = {
    cpu: cpus()[0]?.model ?? '',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
  console.log(`${machine.cpu}, ${machine.cores} cores, Node ${process.version}`);
  console.log('eight teams of four, ten runs a team with networks of 2.9 MB, seconds:');
  const eight = await measureEightTeams(makerIn(join(scratch, 'eight'), 'real'), dataDir, quick ? 1 : 3);
  for (const [name, seconds] of Object.entries(eight)) console.log(`  ${name} ${seconds.toFixed(2)}`);

  console.log(`teamnet grade --all, ${weights} networks:`);
  const growth = await measureGrowth(makerIn(join(scratch, 'many'), weights), handIns, (point) =>
    console.log(
      `  ${point.n} hand-ins: ${point.seconds.toFixed(2)} s, ${point.millisecondsEach.toFixed(2)} ms each, ${point.peakMemory} MB at most; again ${point.againSeconds.toFixed(2)} s, ${point.againPeakMemory} MB`,
    ),
  );
  if (growth.exponent !== null)
    console.log(`  seconds grow with the number of hand-ins to the power of ${growth.exponent.toFixed(3)}`);
  const at = growth.points.find(({ n }) => n === HAND_INS) ?? growth.points.at(-1)!;

  const nbgrader = peer ? await measureNbgrader([10, 30]) : null;
  const theirs = nbgrader && nbgrader.secondsEach * at.n;
  if (theirs)
    console.log(
      `nbgrader autograde: ${nbgrader.secondsEach.toFixed(2)} s a trivial notebook, so ${theirs.toFixed(0)} s for ${at.n} (scaled from ${Object.keys(nbgrader.measured).join(' and ')})`,
    );
  const report = {
    ...{ bench: 'class', machine },
    ours: {
      ...eight,
      [`grade${at.n}Seconds`]: at.seconds,
      [`grade${at.n}AgainSeconds`]: at.againSeconds,
      ...{ weights, growth: growth.points, growthExponent: growth.exponent },
    },
    peers: theirs ? { nbgrader: { ...nbgrader, [`autograde${at.n}Seconds`]: theirs } } : {},
    ratio: theirs ? { nbgrader: theirs / at.seconds } : {},
  };
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Math.round(value * 1000) / 1000 : value;
  console.log(JSON.stringify(report, rounded));
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      'hand-ins': { type: 'string' },
      weights: { type: 'string', default: 'small' },
      peers: { type: 'string', default: 'nbgrader' },
      quick: { type: 'boolean', default: false },
      make: { type: 'string' },
    },
  });
  const { weights, peers, quick, make } = values;
  const counts = values['hand-ins'] ?? (quick ? '100' : '250,500,1000,2000,4000,8000');
  const handIns = counts
    .split(',')
    .map((count) => wholeNumber(count, '--hand-ins', TEAM_SIZE))
    .sort((a, b) => a - b);
  if (weights !== 'small' && weights !== 'real')
    refuse(`--weights ${weights} is unknown.`, 'Use small or real (2.9 MB a run).');
  if (peers !== 'nbgrader' && peers !== 'none')
    refuse(`There is no peer "${peers}".`, 'Use nbgrader or none.');
  return { handIns, weights: weights as WeightSize, peer: peers === 'nbgrader' && !quick, quick, make };
}

/** The engine that `teamnet train` has here, so that the runs pass for this machine's. */
async function findEngine(cwd: string): Promise<Run['engine']> {
  const { stdout } = await callTeamnet(['doctor', '--json'], { cwd });
  const { name, version, device, mode } = JSON.parse(stdout).engine;
  return { name, version, device, threads: cpus().length, mode };
}

async function makeOnly(maker: ClassMaker, handIns: number): Promise<void> {
  const teams: string[] = [];
  while (teams.length * TEAM_SIZE < handIns) teams.push(await maker.addTeam(teams.length + 1));
  await makeReports(maker.workspace.root, teams, 'full');
  console.log(`${teams.length * TEAM_SIZE} hand-ins of ${teams.length} teams in ${maker.workspace.root}`);
}

await main();
