import type { Language, Run } from '@teamnet/records';
import type { SeedResults } from '../facts/seed-results.js';

/** What a verdict is read from. */
export interface VerdictInput {
  run: Run;
  /** The run and its repeats with other seeds. */
  seeds: SeedResults;
}

/** One thing that a run's numbers say of its training, never more certain than they are. */
export interface Verdict {
  /** Kebab-case. */
  id: string;
  /** The claim, with "may" where the numbers leave room. */
  title: string;
  /** The numbers it rests on, in a sentence or two. */
  evidence: string;
  /** What the lecture says to try; sections are those of Chollet, Deep Learning with Python, 2nd edition. */
  advice: string;
}

/** Reads one verdict off a run; null where its numbers say nothing of the kind. */
export type Judge = (input: VerdictInput, language: Language) => Verdict | null;
