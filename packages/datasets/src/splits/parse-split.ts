import { SplitInvalidError } from '../errors.js';
import type { ReadInstruction, SplitUnit } from './split.js';

/** <split_name>[<selector>], e.g. `train[54%:]`; Python's `$` lets one line break follow. */
const TERM = /^(?<split>[\p{L}\p{N}_-]+)(\[(?<selector>[\p{L}\p{N}_%:.-]+)\])?\n?$/u;
/** <value><unit>, e.g. `-54%`; may be empty. */
const BOUND = /^((?<value>-?[\d_.]+)(?<unit>%|shard)?)?$/;
/** What Python's int() and float() read. */
const INTEGER = /^-?\d+(_\d+)*$/;
const DECIMAL = /^-?(?=\.?\d)(\d+(_\d+)*)?(\.(\d+(_\d+)*)?)?$/;

/**
 * Reads a split expression of TFDS: `train`, `train[:80%]`, `train[80%:]+test`, `train[-100:]`, `train[1shard]`, `all`.
 * Source: https://www.tensorflow.org/datasets/splits and tensorflow_datasets/core/splits.py.
 * @returns its terms in order
 * @throws SplitInvalidError where TFDS raises ValueError
 */
export function parseSplit(expression: string): (ReadInstruction | 'all')[] {
  return expression.split(/\s*\+\s*/).map((term) => parseTerm(term, expression));
}

function parseTerm(term: string, expression: string): ReadInstruction | 'all' {
  const groups = TERM.exec(term)?.groups;
  if (!groups) throw new SplitInvalidError(expression, `"${term}" is not a split.`);
  const split = groups.split!;
  const { selector } = groups;
  if (split === 'all') {
    if (selector === undefined) return 'all';
    throw new SplitInvalidError(expression, '"all" cannot be sliced.');
  }
  if (selector === undefined) return { split };
  const bounds = selector.split(':').map((text) => BOUND.exec(text)?.groups);
  const noSlice = () => new SplitInvalidError(expression, `"[${selector}]" is not a slice.`);
  if (bounds.length > 2 || bounds.some((bound) => !bound) || bounds.every((bound) => !bound!.value))
    throw noSlice();
  const unit = (bounds[0]!.unit ?? bounds[1]?.unit ?? 'abs') as SplitUnit;
  if (bounds.length === 1 && unit !== 'shard')
    throw new SplitInvalidError(expression, 'a single index must be a shard; write a slice with a colon.');
  const [from, to] = bounds.map((bound) => {
    const text = bound!.value;
    if (text === undefined) return undefined;
    if (!(unit === '%' ? DECIMAL : INTEGER).test(text)) throw noSlice();
    return Number(text.replaceAll('_', ''));
  });
  return bounds.length === 1 ? { split, from, to: from! + 1, unit } : { split, from, to, unit };
}
