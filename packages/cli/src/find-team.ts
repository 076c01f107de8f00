import { relative, sep } from 'node:path';
import type { Workspace } from '@teamnet/records';
import { UsageError } from './errors.js';

/**
 * The team that a command is about: the one given, else that of the app folder (`apps/<team>/…`) it runs in.
 * @throws UsageError outside an app when none is given
 */
export function findTeam(workspace: Workspace, cwd: string, given: string | undefined): string {
  if (given !== undefined) return given;
  const [apps, team] = relative(workspace.root, cwd).split(sep);
  if (apps === 'apps' && team !== undefined) return team;
  const names = workspace.teamNames();
  throw new UsageError(
    'No team is given.',
    `Add --team with one of ${names.join(', ')}, or run it inside apps/<team>.`,
  );
}
