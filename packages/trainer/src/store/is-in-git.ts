import { execFileSync } from 'node:child_process';
import { dirname } from 'node:path';

/** Whether git keeps a file; false outside git, or where git is not installed. */
export function isInGit(file: string): boolean {
  try {
    execFileSync('git', ['ls-files', '--error-unmatch', '--', file], { cwd: dirname(file), stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
