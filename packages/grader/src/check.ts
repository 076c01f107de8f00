import type { Finding } from './finding.js';
import type { HandIn } from './hand-in.js';

/** A number that a rubric may set for a check. */
export interface CheckOption {
  default: number;
  least: number;
  most: number;
  /** Only whole numbers; left out: any. */
  whole?: true;
}

/** One on/off item: a question that is put to every hand-in. */
export interface Check {
  /** Kebab-case; the item's id in grade.json. */
  id: string;
  /** By their names in `options` of a rubric's item; left out: there are none. */
  options?: Readonly<Record<string, CheckOption>>;
  /**
   * Answers it. What it throws becomes the state `error` of this item alone (Unmet: the finding it carries).
   * @param options a value for each of the check's own
   */
  judge(handIn: HandIn, options: Readonly<Record<string, number>>): Finding;
}
