import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RecordWriteError } from './errors.js';
import { isRunning, type ProcessIdentity, thisProcess } from './process-identity.js';
import type { Workspace } from './workspace.js';
import { toJson, writeWhole } from './write-whole.js';

const HOLDER = 'process.json';
const JOURNAL = 'places.json';
/** A holder on another machine cannot be seen; after this long it is taken for dead. */
const FORGOTTEN_AFTER_MS = 3_600_000;

/**
 * Puts several folders of `apps/<team>/` into their places, all or none, also when the process is killed: they are put
 * together in `apps/<team>/.placing/<id>/`, `commit` writes down their places and moves them there, and
 * `finishPlacing` does what a killed process left: before `commit` it clears away, after it it moves on.
 */
export class Placing implements Disposable {
  readonly #folder: string;
  readonly #appFolder: string;
  readonly #places: string[] = [];
  #halfDone = false;

  /** @throws RecordWriteError */
  constructor(workspace: Workspace, team: string) {
    this.#appFolder = workspace.appFolder(team);
    this.#folder = join(this.#appFolder, '.placing', randomUUID());
    writeWhole(join(this.#folder, HOLDER), toJson(thisProcess()));
  }

  /**
   * A new empty folder, absolute, to be filled by the caller.
   * @param place where it will stand, relative to the app's folder; what stands there will be removed
   */
  add(place: string): string {
    const folder = join(this.#folder, 'new', place);
    mkdirSync(folder, { recursive: true });
    this.#places.push(place);
    return folder;
  }

  /** From here on it will be done, if not by this process then by the next. @throws RecordWriteError */
  commit(): void {
    writeWhole(join(this.#folder, JOURNAL), toJson(this.#places));
    this.#halfDone = true;
    move(this.#folder, this.#appFolder, this.#places);
    this.#halfDone = false;
  }

  /** Clears away; what was committed stays. After a commit that failed half-way, the next process goes on with it. */
  [Symbol.dispose](): void {
    if (!this.#halfDone) clearAway(this.#folder);
  }
}

/** Ends, in all teams, what killed processes had begun to place. Cheap where there is nothing to do. */
export function finishPlacing(workspace: Workspace): void {
  const apps = join(workspace.root, 'apps');
  for (const team of existsSync(apps) ? readdirSync(apps) : []) {
    const placing = join(apps, team, '.placing');
    for (const name of existsSync(placing) ? readdirSync(placing) : [])
      if (isAbandoned(join(placing, name))) finish(join(placing, name), join(apps, team));
  }
}

function isAbandoned(folder: string): boolean {
  const holder = readJson<ProcessIdentity>(join(folder, HOLDER));
  const running = holder === null ? undefined : isRunning(holder);
  const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
  return running === undefined ? age > FORGOTTEN_AFTER_MS : !running;
}

/** Two processes may find the same leftover: only one of them can rename it. */
function finish(leftover: string, appFolder: string): void {
  const mine = join(dirname(leftover), randomUUID());
  try {
    renameSync(leftover, mine);
  } catch {
    return;
  }
  writeWhole(join(mine, HOLDER), toJson(thisProcess()));
  move(mine, appFolder, readJson<string[]>(join(mine, JOURNAL)) ?? []);
  clearAway(mine);
}

/** What has been moved already is not in `new/` any more. */
function move(folder: string, appFolder: string, places: readonly string[]): void {
  for (const [index, place] of places.entries()) {
    const from = join(folder, 'new', place);
    const to = join(appFolder, place);
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

function clearAway(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  try {
    if (readdirSync(dirname(folder)).length === 0) rmSync(dirname(folder), { recursive: true });
  } catch {
    // Another process has just removed it, or uses it.
  }
}

function readJson<T>(file: string): T | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    return null;
  }
}
