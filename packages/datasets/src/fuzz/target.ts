import type fc from 'fast-check';
import type { Outcome } from './judge.js';

/** One reader, and inputs for it. */
export interface FuzzTarget<T = unknown> {
  name: string;
  /** Its share of 20,000. */
  inputs: number;
  /** Made once: the whole data that are then mutated. */
  prepare(): Promise<FuzzRun<T>>;
}

export interface FuzzRun<T> {
  input: fc.Arbitrary<T>;
  /**
   * @param folder an empty folder of this input's own
   * @throws where the reader crashed, gave a wrong answer, or left something where nothing may be
   */
  run(input: T, folder: string): Promise<Outcome>;
}
