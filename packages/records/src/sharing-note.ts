import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { findProblem } from './validate.js';

/** In a run's folder: what its author keeps back of it, and whether it was collected. */
export const SHARING_FILE = 'sharing.json';

/** `sharing.json`; lies beside run.json, or in its place where the whole run is kept back. */
export interface SharingNote {
  $schema?: string;
  format: 'teamnet-sharing-1';
  /** Member id of the author of the run; a note by anybody else says nothing. */
  student: string;
  /** The whole run is kept back. */
  withheld?: boolean;
  /** Files of run.json that are kept back, e.g. `model/weights.bin`; only weights can be. */
  leftOut?: string[];
  /** It came by "teamnet collect": training does not replace it. */
  collected?: true;
}

/**
 * What the author of a run keeps back of it.
 * @param folder where run.json lies or should lie
 * @param student the author; null takes a note by anybody
 * @returns null where nothing is kept back, or no valid note of the author says so
 */
export function readSharingNote(folder: string, student: string | null): SharingNote | null {
  let note: SharingNote;
  try {
    note = JSON.parse(readFileSync(join(folder, SHARING_FILE), 'utf8').replace(/^\uFEFF/, ''));
  } catch {
    // Missing or broken alike: it only excuses what is missing.
    return null;
  }
  if (findProblem('sharing', note) !== null) return null;
  return student === null || note.student === student ? note : null;
}
