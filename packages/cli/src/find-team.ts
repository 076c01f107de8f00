import { relative, sep } from 'node:path';
import type { Workspace } from '@teamnet/records';
import { UsageError } from './errors.js';

/**
 * The team that a command is about: the one given, else that of the app folder (`apps/<team>/…`) it runs in.
 * @throws UsageError outside an app when none is given
 */
export function findTeam(workspace: Workspace, cwd: string, given: string | undefined): string {
  if (given !== undefined) return given;
  const team = appAt(workspace, cwd);
  if (team !== null) return team;
  const names = workspace.teamNames();
  throw new UsageError(
    'No team is given.',
    `Add --team with one of ${names.join(', ')}, or run it inside apps/<team>.`,
  );
}

/** The team whose app folder (`apps/<team>/…`) a folder lies in. */
export function appAt(workspace: Workspace, folder: string): string | null {
  const [apps, team] = relative(workspace.root, folder).split(sep);
  return apps === 'apps' && team !== undefined ? team : null;
}
