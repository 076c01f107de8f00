import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';

export interface Measured {
  /** Wall time from the start of the process to its end. */
  seconds: number;
  /** Most resident memory of the process, MB of 10^6 bytes; null for a program that is not Node. */
  peakMemory: number | null;
  stdout: string;
}

/**
 * Runs a command as a person would, in a process of its own.
 * @throws an Error with its last lines when it does not exit with 0
 */
export async function measureCommand(
  command: string,
  args: readonly string[],
  { cwd, env = {} }: { cwd: string; env?: Record<string, string> },
): Promise<Measured> {
  const folder = mkdtempSync(join(tmpdir(), 'teamnet-bench-'));
  const peak = join(folder, 'peak');
  try {
    const began = performance.now();
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env, TEAMNET_BENCH_PEAK: peak },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString()).slice(-4000);
    });
    const code = await new Promise<number | null>((resolve, reject) => {
      child.on('error', reject);
      child.on('close', resolve);
    });
    const seconds = (performance.now() - began) / 1000;
    if (code !== 0)
      throw new Error(
        `"${[command, ...args].join(' ')}" ended with ${code}:\n${stdout.slice(-2000)}\n${stderr}`,
      );
    return { seconds, peakMemory: readPeak(peak), stdout };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readPeak(file: string): number | null {
  try {
    return Math.round(Number(readFileSync(file, 'utf8')) / 1e6);
  } catch {
    return null;
  }
}
