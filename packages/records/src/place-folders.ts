import { randomUUID } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
} from 'node:fs';
import { dirname, isAbsolute, join, normalize, sep } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { RecordWriteError } from './errors.js';
import { LockHeld, ProcessLock } from './process-lock.js';
import type { Workspace } from './workspace.js';
import { toJson, writeWhole } from './write-whole.js';

const JOURNAL = 'places.json';
const LOOK_AGAIN_MS = 100;

/**
 * Puts several folders and files of `apps/<team>/` into their places, all or none, also when the process is killed: they
 * are put together in `apps/<team>/.placing/<id>/`, `commit` writes down their places and moves them there, and
 * `finishPlacing` does what a killed process left: before `commit` it clears away, after it it moves on. A lock beside
 * that folder lets one process at a time place something. The same for the whole checkout, where several teams change.
 */
export class Placing implements Disposable {
  readonly #folder: string;
  readonly #baseFolder: string;
  readonly #lock: ProcessLock;
  readonly #places: string[] = [];
  #halfDone = false;

  private constructor(baseFolder: string, lock: ProcessLock) {
    this.#baseFolder = baseFolder;
    this.#folder = join(placingFolder(baseFolder), randomUUID());
    this.#lock = lock;
  }

  /**
   * Begins, after what a killed process left has been ended; what stands in its places does not change until disposed.
   * @param team null for places relative to the checkout
   * @param waitMs how long to wait for another process that places something there
   * @returns LockHeld when it is still at it
   * @throws RecordWriteError
   */
  static async begin(workspace: Workspace, team: string | null, waitMs: number): Promise<Placing | LockHeld> {
    const baseFolder = team === null ? workspace.root : workspace.appFolder(team);
    for (const until = Date.now() + waitMs; ; await sleep(LOOK_AGAIN_MS)) {
      const lock = ProcessLock.take(lockFile(baseFolder));
      if (lock instanceof ProcessLock) {
        const placing = new Placing(baseFolder, lock);
        try {
          finishAll(baseFolder);
          return placing;
        } catch (error) {
          lock[Symbol.dispose]();
          throw error;
        }
      }
      if (Date.now() >= until) return lock;
    }
  }

  /**
   * A new empty folder, absolute, to be filled by the caller.
   * @param place where it will stand, relative to the app's folder or the checkout; what stands there will be removed
   */
  add(place: string): string {
    const folder = join(this.#folder, 'new', place);
    try {
      mkdirSync(folder, { recursive: true });
    } catch (error) {
      throw new RecordWriteError(folder, error as NodeJS.ErrnoException);
    }
    this.#places.push(place);
    return folder;
  }

  /**
   * A file, to stand there as given.
   * @param place as for `add`
   * @throws RecordWriteError
   */
  addFile(place: string, content: string | Uint8Array): void {
    writeWhole(join(this.#folder, 'new', place), content);
    this.#places.push(place);
  }

  /** Whether there is anything to commit. */
  get hasPlaces(): boolean {
    return this.#places.length > 0;
  }

  /** From here on it will be done, if not by this process then by the next. @throws RecordWriteError */
  commit(): void {
    if (!this.hasPlaces) return;
    // What can be known to fail fails before anything has been moved.
    for (const place of this.#places) checkWritable(join(this.#baseFolder, place));
    writeWhole(join(this.#folder, JOURNAL), toJson(this.#places));
    this.#halfDone = true;
    move(this.#folder, this.#baseFolder, this.#places);
    this.#halfDone = false;
  }

  /** Clears away; what was committed stays. After a commit that failed half-way, the next process goes on with it. */
  [Symbol.dispose](): void {
    if (!this.#halfDone) clearAway(this.#folder);
    this.#lock[Symbol.dispose]();
  }
}

/**
 * Ends, in all teams and the checkout, what killed processes had begun to place. Cheap where there is nothing to do.
 * @throws RecordWriteError
 */
export function finishPlacing(workspace: Workspace): void {
  const apps = join(workspace.root, 'apps');
  const teams = existsSync(apps) ? readdirSync(apps) : [];
  for (const baseFolder of [workspace.root, ...teams.map((team) => join(apps, team))]) {
    if (!existsSync(placingFolder(baseFolder))) continue;
    const lock = ProcessLock.take(lockFile(baseFolder));
    // Who holds it is placing something just now, or does what is to be done here.
    if (lock instanceof LockHeld) continue;
    try {
      finishAll(baseFolder);
    } finally {
      lock[Symbol.dispose]();
    }
  }
}

function placingFolder(baseFolder: string): string {
  return join(baseFolder, '.placing');
}

function lockFile(baseFolder: string): string {
  return join(baseFolder, '.placing.lock');
}

/** Whoever holds the lock knows that nobody else is at what lies there. */
function finishAll(baseFolder: string): void {
  const placing = placingFolder(baseFolder);
  if (!existsSync(placing)) return;
  for (const name of readdirSync(placing)) {
    const leftover = join(placing, name);
    move(leftover, baseFolder, readPlaces(join(leftover, JOURNAL)));
    clearAway(leftover);
  }
  removeIfEmpty(placing);
}

/** What has been moved already is not in `new/` any more. */
function move(folder: string, baseFolder: string, places: readonly string[]): void {
  for (const [index, place] of places.entries()) {
    const from = join(folder, 'new', place);
    const to = join(baseFolder, place);
    if (!existsSync(from)) continue;
    try {
      mkdirSync(dirname(to), { recursive: true });
      mkdirSync(join(folder, 'old'), { recursive: true });
      if (existsSync(to)) renameSync(to, join(folder, 'old', String(index)));
      renameSync(from, to);
    } catch (error) {
      throw new RecordWriteError(to, error as NodeJS.ErrnoException);
    }
  }
}

/** @throws RecordWriteError where the nearest folder that is there is none, or may not be written to */
function checkWritable(path: string): void {
  let folder = dirname(path);
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    accessSync(`${folder}${sep}.`, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new RecordWriteError(path, error as NodeJS.ErrnoException);
  }
}

function clearAway(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  removeIfEmpty(dirname(folder));
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something is in it, or it is gone.
  }
}

/** None where there is no journal, or one that leads out of the app's folder or the checkout. */
function readPlaces(journal: string): string[] {
  let places: unknown;
  try {
    places = JSON.parse(readFileSync(journal, 'utf8'));
  } catch {
    return [];
  }
  return Array.isArray(places) && places.every(staysInside) ? places : [];
}

function staysInside(place: unknown): place is string {
  return typeof place === 'string' && !isAbsolute(place) && !normalize(place).split(sep).includes('..');
}
