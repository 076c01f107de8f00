import { SplitInvalidError } from '../errors.js';
import { type EvenSplit, formatSplit, type Split } from './split.js';

/**
 * Cuts a split into parts of one size that do not overlap, each a split of its own: 11 examples in 3 parts are
 * [4, 4, 3], or [3, 3, 3] with `dropRemainder`. Each term of a sum is cut by itself. As `tfds.even_splits`.
 * @throws SplitInvalidError when `count` is no integer from 1 up
 */
export function evenSplits(
  split: Split,
  count: number,
  { dropRemainder = false }: { dropRemainder?: boolean } = {},
): EvenSplit[] {
  if (!Number.isInteger(count) || count < 1)
    throw new SplitInvalidError(formatSplit(split), `it cannot be cut into ${count} parts.`);
  return Array.from({ length: count }, (_, index) => ({ of: split, index, count, dropRemainder }));
}
