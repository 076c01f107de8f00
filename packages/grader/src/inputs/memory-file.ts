import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Workspace } from '@teamnet/records';
import { graderFingerprint } from './grader-fingerprint.js';

/**
 * What an earlier grading left under a name; may be deleted at any time.
 * @returns null where there is none, or one of another grader, which may judge otherwise
 */
export function readMemory<Memory extends object>(workspace: Workspace, name: string): Memory | null {
  try {
    const memory = JSON.parse(readFileSync(memoryFile(workspace, name), 'utf8')) as Memory & {
      grader: string;
    };
    return memory.grader === graderFingerprint() ? memory : null;
  } catch {
    // Missing or cut: everything is graded once more.
    return null;
  }
}

/** Renamed into place, so that of two gradings at once one is left whole; what cannot be written is done without. */
export function writeMemory(workspace: Workspace, name: string, memory: object): void {
  const file = memoryFile(workspace, name);
  const temporary = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(temporary, JSON.stringify({ grader: graderFingerprint(), ...memory }));
    renameSync(temporary, file);
  } catch {
    rmSync(temporary, { force: true });
  }
}

function memoryFile({ root }: Workspace, name: string): string {
  return join(root, 'node_modules', '.cache', 'teamnet-grading', `${name}.json`);
}
