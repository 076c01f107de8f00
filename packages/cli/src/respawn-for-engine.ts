import { spawn } from 'node:child_process';
import { basename } from 'node:path';
import { KilledError } from './errors.js';

/** The commands that compute with a network. */
const COMMANDS = new Set(['train', 'evaluate', 'predict', 'inspect']);
const MARK = 'TEAMNET_ENGINE_PROCESS';

/**
 * Starts the process once more with the environment that the engine wants: malloc and TensorFlow read theirs when a
 * process begins, so it is too late to set them from inside.
 * @returns the exit code of that process; null where none is needed and the command runs here
 */
export async function respawnForEngine(args: readonly string[]): Promise<number | null> {
  const command = args.find((arg) => !arg.startsWith('-'));
  const wanted =
    command !== undefined &&
    (COMMANDS.has(command) || (command === 'grade' && args.includes('--rerun'))) &&
    !args.includes('--help') &&
    !args.includes('-h');
  const script = process.argv[1];
  // Called by another program's script, main has no launcher to start again.
  if (!wanted || process.env[MARK] || !script || !/^teamnet(\.mjs)?$/.test(basename(script))) return null;
  const { processEnvironment } = await import('@teamnet/engine');
  const child = spawn(process.execPath, [...process.execArgv, script, ...args], {
    stdio: 'inherit',
    env: { ...processEnvironment(), ...process.env, [MARK]: '1' },
  });
  const forward = (signal: NodeJS.Signals) => void child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, forward);
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (signal === 'SIGINT') resolve(130);
      else if (signal) reject(new KilledError(command, signal));
      else resolve(code ?? 1);
    });
  });
}
