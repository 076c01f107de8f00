import type { Finding } from './finding.js';
import type { HandIn } from './hand-in.js';

/** One on/off item: a question that is put to every hand-in. */
export interface Check {
  /** Kebab-case; the item's id in grade.json. */
  id: string;
  /** Answers it. What it throws becomes the state `error` of this item alone (Unmet: the finding it carries). */
  judge(handIn: HandIn): Finding;
}
