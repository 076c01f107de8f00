import { fileURLToPath } from 'node:url';
import { processEnvironment } from '@teamnet/engine';
import type { TurnProgram } from './turn-process.js';

/** A file of `bench/contenders/`, run with the environment that the launcher gives to a training. */
export function ourProgram(name: string, contender: string, args: readonly string[]): TurnProgram {
  const file = fileURLToPath(new URL(`../contenders/${contender}.js`, import.meta.url));
  return { name, command: process.execPath, args: [file, ...args], env: processEnvironment() };
}
