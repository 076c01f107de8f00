import type { Run } from '@teamnet/records';

/** Something in a hand-in that cannot be as it says. */
export interface VerifyFinding {
  /** Kebab-case: which question it failed. */
  check: string;
  team: string;
  /** Whose run or report it is; null where it is not said. */
  student: string | null;
  /** File relative to the checkout, with a line where there is one. */
  place: string;
  /** One sentence with both values. */
  message: string;
}

export interface Verification {
  runs: number;
  reports: number;
  /** Runs that were evaluated again; 0 without --rerun. */
  rerun: number;
  findings: VerifyFinding[];
  /** What could not be looked at, which is the grader's problem: one sentence each. */
  unverified: string[];
}

/** What evaluating saved weights again gave. */
export interface RerunResult {
  accuracy: number;
  loss: number;
  confusion: number[][];
}

/** Loads the saved weights of a run and evaluates them on its test split; the trainer does, who calls injects it. */
export type Rerun = (folder: string, run: Run) => Promise<RerunResult>;
