import { spawn } from 'node:child_process';

export interface Finished {
  /** Exit status; null when it was ended by a signal or is not there at all. */
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a program to its end without blocking. A program that is not there gives status null and says so in `stderr`. */
export function runCommand(
  command: string,
  args: readonly string[],
  options: { cwd?: string; env?: NodeJS.ProcessEnv; signal?: AbortSignal | undefined } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    const finished: Finished = { status: null, stdout: '', stderr: '' };
    child.stdout!.setEncoding('utf8').on('data', (text: string) => {
      finished.stdout += text;
    });
    child.stderr!.setEncoding('utf8').on('data', (text: string) => {
      finished.stderr += text;
    });
    child.on('error', (error) => {
      if (options.signal?.aborted) reject(options.signal.reason);
      else resolve({ ...finished, stderr: error.message });
    });
    child.on('close', (status) => resolve({ ...finished, status }));
  });
}
