import { type ChildProcess, spawn } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { createInterface } from 'node:readline';

export interface Program {
  /** For messages. */
  name: string;
  command: string;
  args: readonly string[];
  env?: Readonly<Record<string, string | undefined>>;
}

/** A line that a contender said, as JSON, and when: seconds after its process was started. */
export interface Said<T> {
  said: T;
  at: number;
}

const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130));

/**
 * Runs a contender in a fresh process to its end.
 * @returns the lines of its standard output that are JSON
 * @throws an Error with the end of its standard error when it fails
 */
export async function runProgram<T>({ name, command, args, env }: Program): Promise<Said<T>[]> {
  const start = performance.now();
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  running.add(child);
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => {
    errors = (errors + chunk.toString()).slice(-2000);
  });
  const said: Said<T>[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    const at = (performance.now() - start) / 1000;
    if (line.startsWith('{')) said.push({ said: JSON.parse(line) as T, at });
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  running.delete(child);
  if (code === 0 && said.length > 0) return said;
  throw new Error(`${name} failed.\n${errors}\n"${[command, ...args].join(' ')}" shows more.`);
}
