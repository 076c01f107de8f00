import type { DecodedSplit, OpenDataset } from '@teamnet/datasets';
import type { SplitExpressions, SplitUse } from '@teamnet/records';
import { TrainingPlanError } from './errors.js';

export type SplitRole = keyof SplitExpressions;
const ROLES: readonly SplitRole[] = ['train', 'validation', 'test'];

/**
 * How a data set is split, with its counts.
 * @throws the datasets room's SplitInvalidError for a bad expression, or one that picks nothing
 */
export function splitUses(dataset: OpenDataset, splits: SplitExpressions): Record<SplitRole, SplitUse> {
  return {
    train: dataset.splitUse(splits.train),
    validation: dataset.splitUse(splits.validation),
    test: dataset.splitUse(splits.test),
  };
}

/**
 * Makes sure that no example is in two splits: a network tested on what it learned from says nothing.
 * @throws TrainingPlanError that names an example
 */
export function checkDisjoint(
  name: string,
  splits: Record<SplitRole, Pick<DecodedSplit, 'keys'>>,
  expressions: SplitExpressions,
): void {
  const place = new Map<string, SplitRole>();
  for (const role of ROLES)
    for (const key of splits[role].keys) {
      const other = place.get(key);
      if (other !== undefined && other !== role)
        throw new TrainingPlanError(
          `The splits ${other} "${expressions[other]}" and ${role} "${expressions[role]}" of ${name} share examples, e.g. ${key}.`,
          'Change "splits" in homework.json so that each example is in one of them.',
        );
      place.set(key, role);
    }
}
