import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** The checkout whose build the tests run. */
export const CHECKOUT = join(import.meta.dirname, '..', '..');

export interface Outcome {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CallOptions {
  cwd: string;
  env?: Record<string, string>;
  /** Gets the process as soon as it runs, e.g. to interrupt it. */
  onStart?(child: ChildProcess, seen: () => string): void;
}

/** Calls the built `teamnet` as a user does; resolves when it has ended, whatever its exit code. */
export function teamnet(args: readonly string[], options: CallOptions): Promise<Outcome> {
  const bin = join(CHECKOUT, 'packages/cli/bin/teamnet.mjs');
  if (!existsSync(join(CHECKOUT, 'packages/cli/dist/index.js')))
    throw new Error('Teamnet is not built; "npm test" builds it, or run "npm run build".');
  return call(process.execPath, [bin, ...args], options);
}

/** Calls any program. */
export function call(program: string, args: readonly string[], options: CallOptions): Promise<Outcome> {
  const child = spawn(program, args, {
    cwd: options.cwd,
    // The tests wait for no training of this machine's users.
    env: { ...withoutTeamnet(process.env), TEAMNET_DEVICE_QUEUE: 'off', ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  options.onStart?.(child, () => stdout + stderr);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/** The tests' own environment decides, not that of the shell they were started from. */
function withoutTeamnet(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const own = (name: string) =>
    ['TFDS_DATA_DIR', 'TURBO_HASH'].includes(name) ||
    (name.startsWith('TEAMNET_') && !['TEAMNET_TENSORFLOW', 'TEAMNET_CACHE_DIR'].includes(name));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !own(name)));
}
