import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  allRepeats,
  type DatasetName,
  finishPlacing,
  type Homework,
  LockHeld,
  Placing,
  ProcessLock,
  type Run,
  type RunFile,
  readHomework,
  readTeam,
  readTeamRuns,
  runLockFile,
  SHARING_FILE,
  type ShareGap,
  type ShareRun,
  type SharingNote,
  toJson,
  type Workspace,
  writeWhole,
} from '@teamnet/records';
import { checkSharedRun, type Fault, placeFault } from './check-shared-run.js';
import { ShareInvalidError, ShareRefusedError } from './errors.js';
import { type OpenShare, openShare } from './open-share.js';
import { type Outcome, planPlace, planWithheld } from './plan-place.js';

export interface CollectedRun {
  experiment: string;
  dataset: DatasetName;
  /** `kept`: withheld this time, but an earlier run is there and stays. */
  outcome: Outcome;
  /** Top-1 on the test split, 0..1; null where there is no run. */
  accuracy: number | null;
  /** Whether the weights came along. */
  weights: boolean;
}

export interface CollectedShare {
  file: string;
  team: string;
  student: string;
  runs: CollectedRun[];
  /** What its author could not share, or did not this time. */
  notShared: ShareGap[];
}

interface Planned extends CollectedRun {
  entry?: ShareRun;
}

/**
 * Puts the runs of a file made by `teamnet share` into their places, after checking everything: the archive, share.json
 * and run.json against their schemas, the sha256 of every file against both, team, author and settings against what
 * stands here. It goes in whole or not at all, also when the process is killed (finishPlacing goes on or clears away).
 * @param options.team that it must be of; any team of the workspace when left out
 * @param options.replace overwrite another run of the same author
 * @throws ShareInvalidError, ShareRefusedError; the errors of readTeam, readHomework; RecordWriteError
 */
export async function collectShare(
  workspace: Workspace,
  file: string,
  options: { team?: string; replace?: boolean } = {},
): Promise<CollectedShare> {
  finishPlacing(workspace);
  using opened = await openShare(file);
  const { share } = opened;
  const { team, student } = share;
  const homework = checkBelongs(workspace, file, opened, options.team);
  using locks = new Locks();
  const replace = options.replace ?? false;
  const planned: Planned[] = [];
  for (const entry of share.runs) {
    const folder = workspace.runFolder(team, entry.experiment, entry.dataset);
    const content = await readRunFile(opened, entry);
    const checked = content
      ? checkSharedRun(share, entry, content, homework)
      : { fault: { problem: `${entry.experiment} on ${entry.dataset}: it has no run.json.`, remedy: AGAIN } };
    if ('fault' in checked) throw new ShareInvalidError(file, checked.fault.problem, checked.fault.remedy);
    const { run } = checked;
    const lock = ProcessLock.take(runLockFile(folder));
    if (lock instanceof LockHeld)
      throw new ShareRefusedError(
        file,
        `${entry.experiment} on ${entry.dataset} is in use by ${lock.holder}.`,
        'Wait until its training is done, then collect again. Nothing of the file went in.',
      );
    locks.add(lock);
    const outcome = planPlace(folder, entry, content!, run, isWhole(workspace, homework, run), replace);
    if (typeof outcome === 'object') throw new ShareRefusedError(file, outcome.problem, outcome.remedy);
    planned.push({ ...describe(entry, outcome), accuracy: run.test.accuracy, entry });
  }
  for (const gap of share.notShared) {
    if (gap.why !== 'withheld') continue;
    const outcome = planWithheld(workspace.runFolder(team, gap.experiment, gap.dataset));
    planned.push({
      experiment: gap.experiment,
      dataset: gap.dataset,
      outcome,
      accuracy: null,
      weights: false,
    });
  }
  using placing = new Placing(workspace, team);
  for (const { entry, experiment, dataset, outcome } of planned) {
    if (outcome === 'already-there' && entry) await verify(opened, entry);
    if (outcome === 'already-there' || outcome === 'kept') continue;
    const folder = placing.add(`runs/${experiment}/${dataset}`);
    if (entry) await unpackRun(opened, entry, folder);
    else writeNote(folder, { format: 'teamnet-sharing-1', student, withheld: true });
  }
  placing.commit();
  const runs = planned.map(({ entry: _, ...run }): CollectedRun => run);
  return { file, team, student, runs, notShared: share.notShared.filter(({ why }) => why !== 'withheld') };
}

/** Node 20 has no DisposableStack. */
class Locks implements Disposable {
  readonly #held: ProcessLock[] = [];

  add(lock: ProcessLock): void {
    this.#held.push(lock);
  }

  [Symbol.dispose](): void {
    for (const lock of this.#held) lock[Symbol.dispose]();
  }
}

const AGAIN = 'Ask its author to share again. Nothing of the file went in.';

/** @throws ShareInvalidError when the team, its author or a withheld place is none of ours */
function checkBelongs(
  workspace: Workspace,
  file: string,
  { share }: OpenShare,
  wanted: string | undefined,
): Homework {
  const { team, student } = share;
  const names = workspace.teamNames();
  const fail = ({ problem, remedy }: Fault) => new ShareInvalidError(file, problem, remedy);
  if (wanted !== undefined && team !== wanted)
    throw fail({
      problem: `it is of ${team}, not of ${wanted}.`,
      remedy: `Collect it with --team ${team}. Nothing of the file went in.`,
    });
  if (!names.includes(team))
    throw fail({
      problem: `it is of the team "${team}", which is not in teams/.`,
      remedy: `Teams here: ${names.join(', ')}. Nothing of the file went in.`,
    });
  const members = readTeam(workspace.teamFile(team)).members.map(({ id }) => id);
  if (!members.includes(student))
    throw fail({
      problem: `it is by "${student}", who is not in ${team}.`,
      remedy: `Members of ${team}: ${members.join(', ')}. Nothing of the file went in.`,
    });
  const homework = readHomework(workspace.homeworkFile(team));
  for (const gap of share.notShared) {
    const fault = gap.why === 'withheld' ? placeFault(share, gap, homework) : null;
    if (fault) throw fail(fault);
  }
  return homework;
}

async function readRunFile(opened: OpenShare, entry: ShareRun): Promise<Buffer | null> {
  const listed = entry.files.find(({ path }) => path === 'run.json');
  // A run.json of a thousand epochs has 300 kB.
  if (!listed || listed.bytes > 64 * 1024 ** 2) return null;
  return opened.read(inArchive(entry, listed), listed);
}

function isWhole(workspace: Workspace, homework: Homework, run: Run): boolean {
  const all = [...homework.experiments, ...allRepeats(homework)];
  const experiments = all.filter(({ id }) => id === run.experiment);
  const place = { ...homework, experiments, datasets: [run.dataset.name] };
  return readTeamRuns(workspace, place).every((found) => found.run !== null);
}

async function unpackRun(opened: OpenShare, entry: ShareRun, folder: string): Promise<void> {
  for (const listed of entry.files)
    await opened.extract(inArchive(entry, listed), listed, join(folder, listed.path));
  const leftOut = entry.leftOut.map(({ path }) => path);
  if (leftOut.length > 0)
    writeNote(folder, { format: 'teamnet-sharing-1', student: opened.share.student, leftOut });
}

/** A damaged file is told even where nothing of it is needed. */
async function verify(opened: OpenShare, entry: ShareRun): Promise<void> {
  for (const listed of entry.files) await opened.check(inArchive(entry, listed), listed);
}

function writeNote(folder: string, note: SharingNote): void {
  if (!existsSync(join(folder, SHARING_FILE))) writeWhole(join(folder, SHARING_FILE), toJson(note));
}

function inArchive({ experiment, dataset }: ShareRun, { path }: RunFile): string {
  return `runs/${experiment}/${dataset}/${path}`;
}

function describe(entry: ShareRun, outcome: Outcome): Omit<CollectedRun, 'accuracy'> {
  return {
    experiment: entry.experiment,
    dataset: entry.dataset,
    outcome,
    weights: entry.leftOut.length === 0,
  };
}
