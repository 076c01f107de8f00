import { runCommand } from './run-command.js';

/** The first C++ compiler of `$CXX`, `c++`, `g++` and `clang++` that runs; undefined where there is none. */
export async function findCompiler(): Promise<{ command: string; version: string } | undefined> {
  for (const command of [process.env.CXX, 'c++', 'g++', 'clang++']) {
    if (!command) continue;
    const { status, stdout } = await runCommand(command, ['--version']);
    if (status === 0) return { command, version: stdout.split('\n')[0]!.trim() };
  }
  return undefined;
}
