import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import type { RunEnvironment } from '@teamnet/records';

/** The machine and the program that a run was made with. */
export function describeEnvironment(root: string): RunEnvironment {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  const commit = headCommit(root);
  return {
    teamnet: version,
    node: process.versions.node,
    ...describeMachine(),
    ...(commit === null ? {} : { commit }),
  };
}

type Machine = Pick<RunEnvironment, 'platform' | 'cpu' | 'cores' | 'memoryGiB'>;

/** Whether a run's machine looks like the one that this runs on. */
export function isThisMachine(environment: Machine): boolean {
  return Object.entries(describeMachine()).every(
    ([key, value]) => environment[key as keyof Machine] === value,
  );
}

function describeMachine(): Machine {
  return {
    platform: `${process.platform}-${process.arch}`,
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGiB: Math.round((totalmem() / 2 ** 30) * 10) / 10,
  };
}

/** null outside git, or where git is not installed: a run needs neither. */
function headCommit(root: string): string | null {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
