import { existsSync } from 'node:fs';
import { type Run, readRun, TeamnetError } from '@teamnet/records';

/** An invalid run.json is no run: it is trained again. */
export function readRunIfValid(file: string): Run | null {
  if (!existsSync(file)) return null;
  try {
    return readRun(file);
  } catch (error) {
    if (error instanceof TeamnetError) return null;
    throw error;
  }
}
