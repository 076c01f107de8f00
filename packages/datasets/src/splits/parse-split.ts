import { SplitInvalidError } from '../errors.js';

/** One term of a split expression, not yet resolved against a data set. */
export interface SplitTerm {
  split: string;
  from: number | null;
  to: number | null;
  unit: 'abs' | '%' | 'shard';
}

/** <split_name>[<selector>], e.g. `train[54%:]`. */
const TERM = /^(?<split>[\w-]+)(\[(?<selector>[\w%:.-]+)\])?$/;
/** <value><unit>, e.g. `-54%` or `2.5%`; may be empty. Only percentages may have a fraction. */
const BOUND = /^((?<value>-?\d[\d_]*|-?\d+\.\d+(?=%))(?<unit>%|shard)?)?$/;

/**
 * Reads a split expression of TFDS: `train`, `train[:80%]`, `train[80%:]+test`, `train[-100:]`, `train[1shard]`, `all`.
 * Source: https://www.tensorflow.org/datasets/splits and tensorflow_datasets/core/splits.py.
 * @throws SplitInvalidError where TFDS raises ValueError
 */
export function parseSplit(expression: string): SplitTerm[] {
  return expression.split(/\s*\+\s*/).map((term) => parseTerm(term, expression));
}

function parseTerm(term: string, expression: string): SplitTerm {
  const groups = TERM.exec(term)?.groups;
  if (!groups) throw new SplitInvalidError(expression, `"${term}" is not a split.`);
  const split = groups.split!;
  if (groups.selector === undefined) return { split, from: null, to: null, unit: 'abs' };
  if (split === 'all') throw new SplitInvalidError(expression, '"all" cannot be sliced.');
  const bounds = groups.selector.split(':').map((text) => BOUND.exec(text)?.groups);
  if (
    bounds.length > 2 ||
    bounds.some((bound) => !bound) ||
    bounds.every((bound) => bound!.value === undefined)
  )
    throw new SplitInvalidError(expression, `"[${groups.selector}]" is not a slice.`);
  const [from, to] = bounds.map((bound) => integer(bound!.value));
  const unit = (bounds[0]!.unit ?? bounds[1]?.unit ?? 'abs') as SplitTerm['unit'];
  if (bounds.length === 1) {
    if (unit !== 'shard')
      throw new SplitInvalidError(expression, 'a single index must be a shard; write a slice with a colon.');
    return { split, from: from!, to: from! + 1, unit };
  }
  if (unit === '%' && [from, to].some((bound) => Math.abs(bound ?? 0) > 100))
    throw new SplitInvalidError(expression, 'percentages must lie in [-100, 100].');
  return { split, from: from!, to: to!, unit };
}

function integer(text: string | undefined): number | null {
  return text === undefined ? null : Number(text.replaceAll('_', ''));
}
