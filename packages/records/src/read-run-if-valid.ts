import { TeamnetError } from './errors.js';
import { readRun } from './read-record.js';
import type { Run } from './run.js';

/** The run of a run.json; null where there is none, or an invalid one, which counts as none. */
export function readRunIfValid(file: string): Run | null {
  try {
    return readRun(file);
  } catch (error) {
    if (error instanceof TeamnetError) return null;
    throw error;
  }
}
