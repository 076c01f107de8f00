import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import {
  type Homework,
  type Run,
  readHomework,
  readRun,
  TeamnetError,
  type Workspace,
} from '@teamnet/records';
import type { RunEvidence } from './run-evidence.js';

/** A run, or why there is none to look at. */
export type FoundRun = RunEvidence | { file: string; problem: string };

/**
 * Every run.json in a team's runs/, also of experiments that homework.json does not have: what is handed in is
 * looked at, not only what counts.
 */
export function* readRunEvidence(workspace: Workspace, team: string): Iterable<FoundRun> {
  const appFolder = workspace.appFolder(team);
  const runs = join(appFolder, 'runs');
  const homework = readIfThere(workspace, team);
  for (const experiment of folders(runs))
    for (const dataset of folders(join(runs, experiment))) {
      const folder = join(runs, experiment, dataset);
      const path = join(folder, 'run.json');
      if (!existsSync(path)) continue;
      const file = relative(workspace.root, path).split(sep).join('/');
      let run: Run;
      try {
        run = readRun(path);
      } catch (error) {
        if (!(error instanceof TeamnetError)) throw error;
        yield { file, problem: error.message.replaceAll(path, '').replace(/^: /, '') };
        continue;
      }
      yield { team, place: { experiment, dataset }, folder, appFolder, file, run, homework };
    }
}

function readIfThere(workspace: Workspace, team: string): Homework | null {
  try {
    return readHomework(workspace.homeworkFile(team));
  } catch (error) {
    if (error instanceof TeamnetError) return null;
    throw error;
  }
}

function folders(parent: string): string[] {
  if (!existsSync(parent)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
    .sort();
}
