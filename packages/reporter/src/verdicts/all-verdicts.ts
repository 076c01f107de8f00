import type { Language } from '@teamnet/records';
import { earlyStopping } from './early-stopping.js';
import { imbalancedLabels } from './imbalanced-labels.js';
import { learningRateTooHigh } from './learning-rate-too-high.js';
import { mixesUp } from './mixes-up.js';
import { overfits } from './overfits.js';
import { seedLuck } from './seed-luck.js';
import { tooGood } from './too-good.js';
import { underfits } from './underfits.js';
import { validationFlatters } from './validation-flatters.js';
import { validationJumps } from './validation-jumps.js';
import type { Judge, Verdict, VerdictInput } from './verdict.js';

/** Every judge, from the training to the test. A new one is a file beside these and a line here. */
const JUDGES: readonly Judge[] = [
  learningRateTooHigh,
  underfits,
  overfits,
  earlyStopping,
  validationJumps,
  validationFlatters,
  tooGood,
  mixesUp,
  imbalancedLabels,
  seedLuck,
];

/** What a run's numbers say of its training and its test, in the order in which one would look into it. */
export function verdictsOf(input: VerdictInput, language: Language): Verdict[] {
  return JUDGES.flatMap((judge) => judge(input, language) ?? []);
}
