import { type Language, Workspace } from '@teamnet/records';
import type { WrittenReport } from '../team-reports.js';
import { writeReports } from '../write-reports.js';
import type { WorkerTask } from './messages.js';

/** Takes one team after the other of those that no thread has taken, until there is none, and tells what came of it. */
export async function takeTeams(
  { root, teams, language, next }: WorkerTask,
  tell: (index: number, came: { reports: WrittenReport[] } | { problem: Error }) => void,
): Promise<void> {
  const workspace = new Workspace(root);
  const counter = new Int32Array(next);
  for (let index = Atomics.add(counter, 0, 1); index < teams.length; index = Atomics.add(counter, 0, 1))
    tell(index, await write(workspace, teams[index]!, language));
}

async function write(
  workspace: Workspace,
  team: string,
  language: Language | null,
): Promise<{ reports: WrittenReport[] } | { problem: Error }> {
  try {
    return { reports: await writeReports(workspace, team, language === null ? {} : { language }) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { problem: error };
  }
}
