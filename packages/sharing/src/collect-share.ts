import {
  allRepeats,
  type Homework,
  LockHeld,
  Placing,
  ProcessLock,
  type Run,
  readTeamRuns,
  runLockFile,
  type ShareGap,
  type ShareRun,
  type Workspace,
} from '@teamnet/records';
import { checkBelongs } from './check-belongs.js';
import { checkSharedRun } from './check-shared-run.js';
import { ShareInvalidError, ShareRefusedError } from './errors.js';
import { type OpenShare, openShare } from './open-share.js';
import { type Outcome, planPlace, planWithheld } from './plan-place.js';
import { inArchive, unpackRun, verifyRun, writeNote } from './unpack-run.js';

export interface CollectedRun {
  experiment: string;
  dataset: string;
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

export interface CollectOptions {
  /** That it must be of; any team of the workspace when left out. */
  team?: string;
  /** Overwrite another run of the same author. */
  replace?: boolean;
  /** Called with the team when all is checked, before the first run goes into its place. */
  onPlacing?(team: string): void;
}

/** Another collect takes as long as its file is large. */
const WAIT_MS = 60_000;

/**
 * Puts the runs of a file made by `teamnet share` into their places, after checking everything: the archive, share.json
 * and run.json against their schemas, the sha256 of every file against both, team, author and settings against what
 * stands here. It goes in whole or not at all, also when the process is killed (finishPlacing goes on or clears away).
 * Waits while another process collects for the same team.
 * @throws ShareInvalidError, ShareRefusedError; the errors of readTeam, readHomework; RecordWriteError
 */
export async function collectShare(
  workspace: Workspace,
  file: string,
  options: CollectOptions = {},
): Promise<CollectedShare> {
  using opened = await openShare(file);
  const { share } = opened;
  const { team, student } = share;
  const homework = checkBelongs(workspace, file, share, options.team);
  const begun = await Placing.begin(workspace, team, WAIT_MS);
  if (begun instanceof LockHeld)
    throw new ShareRefusedError(
      file,
      `runs of ${team} are being collected by ${begun.holder}.`,
      `Collect again when it is done; if no such process is there, delete ${begun.file}. Nothing of the file went in.`,
    );
  using placing = begun;
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
  for (const { entry, experiment, dataset, outcome } of planned) {
    if (outcome === 'already-there' && entry) await verifyRun(opened, entry);
    if (outcome === 'already-there' || outcome === 'kept') continue;
    const folder = placing.add(`runs/${experiment}/${dataset}`);
    if (entry) await unpackRun(opened, entry, folder, workspace.runFolder(team, experiment, dataset));
    else writeNote(folder, { format: 'teamnet-sharing-1', student, withheld: true });
  }
  if (placing.hasPlaces) options.onPlacing?.(team);
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

function describe(entry: ShareRun, outcome: Outcome): Omit<CollectedRun, 'accuracy'> {
  return {
    experiment: entry.experiment,
    dataset: entry.dataset,
    outcome,
    weights: entry.leftOut.length === 0,
  };
}
