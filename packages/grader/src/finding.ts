import type { ItemState, SentencePair } from '@teamnet/records';
import type { Hint } from './hints.js';

/** What a check found. */
export interface Finding {
  state: ItemState;
  /** File, line and value it rests on. */
  evidence: string;
  /** What the student can do; only when the state is not ok. */
  hint?: Hint;
  /** A teacher should look at it, whatever the state. */
  review?: true;
  /** What there is to look at. */
  pairs?: SentencePair[];
}

/** The item is there and holds. */
export function ok(evidence: string): Finding {
  return { state: 'ok', evidence };
}

/** The item is not there, or does not hold. */
export function missing(evidence: string, hint: Hint): Finding {
  return { state: 'missing', evidence, hint };
}

/** The place for the item is there, with nothing in it. */
export function empty(evidence: string, hint: Hint): Finding {
  return { state: 'empty', evidence, hint };
}

/** The item rests on runs that this student did not share. */
export function notShared(evidence: string, hint: Hint): Finding {
  return { state: 'not-shared', evidence, hint };
}

/** Thrown where a check cannot go on because a part of the hand-in is not there; becomes the item's finding. */
export class Unmet extends Error {
  constructor(readonly finding: Finding) {
    super(finding.evidence);
  }
}
