import { SplitInvalidError } from '../errors.js';
import { roundHalfEven } from '../order/shard-lengths.js';
import { parseSplit, type SplitTerm } from './parse-split.js';

/** Examples `from` up to, not including, `to` of a stored split. */
export interface Interval {
  split: string;
  from: number;
  to: number;
}

interface SplitSize {
  name: string;
  shardLengths: readonly number[];
}

/**
 * The records that TFDS picks for an expression, in its order; percentages are rounded to the closest (half to even).
 * @throws SplitInvalidError for what TFDS refuses, and for an expression that picks nothing
 */
export function resolveSplit(expression: string, splits: readonly SplitSize[]): Interval[] {
  const intervals = parseSplit(expression).flatMap((term) =>
    term.split === 'all'
      ? splits.map((split) => ({ split: split.name, from: 0, to: sum(split.shardLengths) }))
      : [resolveTerm(term, splits, expression)],
  );
  if (intervals.every((interval) => interval.to <= interval.from))
    throw new SplitInvalidError(expression, 'it picks no example.');
  return intervals.map((interval) => ({ ...interval, to: Math.max(interval.from, interval.to) }));
}

function resolveTerm(term: SplitTerm, splits: readonly SplitSize[], expression: string): Interval {
  const split = splits.find((candidate) => candidate.name === term.split);
  if (!split) {
    const known = splits.map((candidate) => candidate.name).join(', ');
    throw new SplitInvalidError(expression, `there is no split "${term.split}"; there is ${known}.`);
  }
  const count = sum(split.shardLengths);
  const [from, to] = absoluteBounds(term, split.shardLengths, count);
  if (Math.abs(from) > count || Math.abs(to) > count)
    throw new SplitInvalidError(expression, `${term.split} has only ${count} examples.`);
  return { split: term.split, from: from < 0 ? count + from : from, to: to < 0 ? count + to : to };
}

function absoluteBounds(term: SplitTerm, shardLengths: readonly number[], count: number): [number, number] {
  if (term.unit === '%') {
    const examples = (percent: number) => roundHalfEven((percent * count) / 100);
    return [examples(term.from ?? 0), term.to === null ? count : examples(term.to)];
  }
  if (term.unit === 'shard') {
    // TFDS counts an upper bound of 0 from the end: [-1shard] is the last shard.
    const end = term.to !== null && term.to <= 0 ? shardLengths.length + term.to : term.to;
    const before = (shards: number) => sum(shardLengths.slice(0, shards));
    return [term.from === null ? 0 : before(term.from), end === null ? count : before(end)];
  }
  return [term.from ?? 0, term.to ?? count];
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
