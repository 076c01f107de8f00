import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { PREDICTIONS_FILE, type Run, readRun, type Workspace } from '@teamnet/records';
import { RunUnknownError } from '../errors.js';

/** A run that lies on disk, and where. */
export interface FoundRun {
  run: Run;
  folder: string;
  /** false where the predictions are not those that run.json lists (sha256). */
  predictionsFit: boolean;
}

/**
 * Whether a text names a run rather than a team: it has a slash, or is a folder (or file) with a run.json.
 * @param from folder that relative paths start from
 */
export function namesRun(text: string, from: string): boolean {
  return /[\\/]/.test(text) || fileOf(resolve(from, text)) !== null;
}

/**
 * The run that a folder holds, or that a name `team/experiment/dataset` stands for.
 * @param from folder that relative paths start from
 * @throws RunUnknownError, RecordInvalidError
 */
export function findRun(workspace: Workspace, name: string, from: string): FoundRun {
  const file = fileOf(resolve(from, name)) ?? fileByName(workspace, name);
  if (file === null) throw new RunUnknownError(name, knownRuns(workspace));
  const run = readRun(file);
  const folder = dirname(file);
  return { run, folder, predictionsFit: predictionsFit(run, folder) };
}

function fileOf(path: string): string | null {
  const status = statSync(path, { throwIfNoEntry: false });
  if (status?.isFile()) return basename(path) === 'run.json' ? path : null;
  const file = join(path, 'run.json');
  return status?.isDirectory() && existsSync(file) ? file : null;
}

function fileByName(workspace: Workspace, name: string): string | null {
  const [team, experiment, dataset, ...more] = name.split('/');
  if (!team || !experiment || !dataset || more.length > 0) return null;
  if ([team, experiment, dataset].some((part) => part === '.' || part === '..')) return null;
  const file = workspace.runFile(team, experiment, dataset);
  return existsSync(file) ? file : null;
}

/** Some names that would have been found. */
function knownRuns(workspace: Workspace): string[] {
  const names: string[] = [];
  for (const team of workspace.teamNames()) {
    const runs = join(workspace.appFolder(team), 'runs');
    if (!existsSync(runs)) continue;
    for (const experiment of foldersIn(runs))
      for (const dataset of foldersIn(join(runs, experiment)))
        if (existsSync(join(runs, experiment, dataset, 'run.json')))
          names.push(`${team}/${experiment}/${dataset}`);
  }
  return names;
}

function foldersIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
}

function predictionsFit({ files }: Run, folder: string): boolean {
  const listed = files.find(({ path }) => path === PREDICTIONS_FILE);
  const file = join(folder, PREDICTIONS_FILE);
  if (!listed || !existsSync(file)) return false;
  return createHash('sha256').update(readFileSync(file)).digest('hex') === listed.sha256;
}
