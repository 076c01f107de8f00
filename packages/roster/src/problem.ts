import { relative, sep } from 'node:path';
import { TeamnetError, type Workspace } from '@teamnet/records';

/** Something in `teams/` or `apps/` that is not as it should be. */
export interface Problem {
  team: string;
  /** Relative to the checkout, with `/`. */
  file: string;
  /** What is wrong, one sentence. */
  message: string;
  /** What to do about it. */
  remedy: string;
}

/** A problem with its file named relative to the checkout. */
export function problemIn(
  workspace: Workspace,
  team: string,
  file: string,
  message: string,
  remedy: string,
): Problem {
  return { team, file: relative(workspace.root, file).replaceAll(sep, '/'), message, remedy };
}

/** Runs a reader; an error that readers tell users about becomes a problem, any other one is thrown on. */
export function caught<T>(
  workspace: Workspace,
  team: string,
  file: string,
  read: () => T,
): { value: T } | { problem: Problem } {
  try {
    return { value: read() };
  } catch (error) {
    if (!(error instanceof TeamnetError)) throw error;
    const message = error.message.replace(`${file}: `, '').replaceAll(`${workspace.root}${sep}`, '');
    return { problem: problemIn(workspace, team, file, message, error.remedy) };
  }
}
