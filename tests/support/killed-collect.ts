import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { finishPlacing, type Run, toJson, Workspace } from '@teamnet/records';
import { AUTHOR, TEAM, TwoMembers } from '@teamnet/sharing/testing';
import { expect } from 'vitest';
import { CHECKOUT, call, type Outcome } from './teamnet.js';

const killer = join(import.meta.dirname, 'kill-at-step.mjs');
const bin = join(CHECKOUT, 'packages/cli/bin/teamnet.mjs');

/** A way to collect, and what it does to the disk when nobody kills it. */
export interface Way {
  /** Where the mate's checkout begins. */
  start: string;
  args: string[];
  /** All files of runs/ before and after. */
  before: Record<string, string>;
  after: Record<string, string>;
  /** [function of node:fs, path], in order. */
  steps: [name: string, path: string][];
  /** Number of the step, from 1, after which it is decided that everything goes in. */
  journal: number;
}

/** Two members' checkouts, to kill `teamnet collect` in; whoever opened it disposes of it. */
export class KilledCollect implements Disposable {
  readonly root = mkdtempSync(join(tmpdir(), 'teamnet-killed-'));
  readonly #made = new TwoMembers(this.root);
  readonly #zip = join(this.root, 'shared.zip');
  #copies = 0;

  /** Into empty places. */
  async wayOfNew(): Promise<Way> {
    await this.#share();
    return this.#tryOut('new', this.#made.mate.root, ['collect', this.#zip]);
  }

  /** Over other runs of the same author. */
  async wayOfReplaced(): Promise<Way> {
    await this.#share();
    const old = this.copy(this.#made.mate.root, 'start-old');
    cpSync(join(this.#made.author.appFolder(TEAM), 'runs'), join(old, 'apps', TEAM, 'runs'), {
      recursive: true,
    });
    for (const experiment of ['baseline', 'no-augment']) {
      const file = join(old, 'apps', TEAM, 'runs', experiment, 'tf_flowers', 'run.json');
      const run = JSON.parse(readFileSync(file, 'utf8')) as Run;
      writeFileSync(file, toJson({ ...run, id: '0123456789abcdef' }));
    }
    return this.#tryOut('replaced', old, ['collect', '--replace', this.#zip]);
  }

  async #share(): Promise<void> {
    const args = ['share', '--team', TEAM, '--student', AUTHOR, '--out', this.#zip];
    const outcome = await call(process.execPath, [bin, ...args], { cwd: this.#made.author.root });
    expect(outcome).toMatchObject({ code: 0 });
  }

  copy(folder: string, name = `copy-${++this.#copies}`): string {
    cpSync(folder, join(this.root, name), { recursive: true });
    return join(this.root, name);
  }

  async #tryOut(name: string, start: string, args: string[]): Promise<Way> {
    const folder = this.copy(start);
    const stepsFile = join(this.root, `${name}.json`);
    expect(await collect(folder, args, { STEPS_FILE: stepsFile })).toMatchObject({ code: 0 });
    const way = { start, args, before: filesOf(start), after: filesOf(folder) };
    expect(way.after).not.toEqual(way.before);
    const steps: Way['steps'] = JSON.parse(readFileSync(stepsFile, 'utf8'));
    const journal =
      steps.findIndex(([call, path]) => call === 'renameSync' && path.includes('places.json')) + 1;
    expect(journal).toBeGreaterThan(1);
    return { ...way, steps, journal };
  }

  /** Kills one before a step; after the next command all is in exactly where the journal was written. */
  async killAt(way: Way, step: number): Promise<void> {
    const folder = this.copy(way.start);
    const moment = `before step ${step}, ${way.steps[step - 1]?.join(' ')}`;
    expect((await collect(folder, way.args, { KILL_AT_STEP: String(step) })).code, moment).toBeNull();
    expect([moment, await this.expectWhole(folder, way, moment)]).toEqual([moment, step > way.journal]);
  }

  /**
   * After the next command nothing or everything is there; collecting again ends well and leaves nothing behind. The
   * folder is removed.
   * @returns whether everything was there
   */
  async expectWhole(folder: string, { args, before, after }: Way, moment: string): Promise<boolean> {
    finishPlacing(new Workspace(folder));
    const found = filesOf(folder);
    const isIn = JSON.stringify(found) === JSON.stringify(after);
    if (!isIn) expect(found, moment).toEqual(before);
    expect(existsSync(join(folder, 'apps', TEAM, '.placing')), moment).toBe(false);
    const again = await collect(folder, args);
    expect([again.code, again.stderr], moment).toEqual([0, '']);
    expect(filesOf(folder), moment).toEqual(after);
    expect(leftovers(folder), moment).toEqual([]);
    rmSync(folder, { recursive: true });
    return isIn;
  }

  /** Several at once, where one was killed that holds the lock of the team and of a run: one brings the runs. */
  async collectAtOnce(way: Way, count: number): Promise<void> {
    const folder = this.copy(way.start);
    const locked = way.steps.findIndex(([call]) => call === 'openSync') + 1;
    await collect(folder, way.args, { KILL_AT_STEP: String(locked) });
    expect(leftovers(folder).filter((path) => path.endsWith('.lock')).length).toBeGreaterThan(1);
    const outcomes = await Promise.all(Array.from({ length: count }, () => collect(folder, way.args)));
    for (const { code, stderr } of outcomes) expect([code, stderr]).toEqual([0, '']);
    expect(outcomes.filter(({ stdout }) => stdout.includes('new: baseline'))).toHaveLength(1);
    expect(filesOf(folder)).toEqual(way.after);
    expect(leftovers(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** `teamnet collect` with the killer beside it. */
export function collect(folder: string, args: string[], env: Record<string, string> = {}): Promise<Outcome> {
  return call(process.execPath, ['--import', killer, bin, ...args], { cwd: folder, env });
}

/** The files of all runs with their content; not the locks beside them. */
export function filesOf(folder: string): Record<string, string> {
  const runs = join(folder, 'apps', TEAM, 'runs');
  const files = readdirSync(runs, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map(({ parentPath, name }) => join(parentPath, name));
  return Object.fromEntries(files.sort().map((file) => [relative(runs, file), readFileSync(file, 'latin1')]));
}

function leftovers(folder: string): string[] {
  const app = join(folder, 'apps', TEAM);
  return readdirSync(app, { recursive: true, encoding: 'utf8' }).filter((path) =>
    /\.(placing|lock)/.test(path),
  );
}

/** Two at a time. */
export async function inPairs<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  const left = [...items];
  const worker = async () => {
    for (let item = left.shift(); item !== undefined; item = left.shift()) await work(item);
  };
  await Promise.all([worker(), worker()]);
}
