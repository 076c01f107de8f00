import type { Language, PlainError } from '@teamnet/records';
import type { WrittenReport } from '../team-reports.js';

/** What a thread is started with. */
export interface WorkerTask {
  /** Root of the checkout. */
  root: string;
  teams: readonly string[];
  language: Language | null;
  /** One Int32 that the threads share: the place in `teams` that nobody has taken yet. */
  next: SharedArrayBuffer;
}

/** A team, as it passes between threads. */
export type TeamAnswer = { index: number } & ({ reports: WrittenReport[] } | { problem: PlainError });
