import { SplitInvalidError } from '../errors.js';
import { roundHalfEven } from '../order/shard-lengths.js';
import { parseSplit } from './parse-split.js';
import { type EvenSplit, formatSplit, type ReadInstruction, type Split } from './split.js';

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

/** The stored splits, and the whole expression for messages. */
interface Context {
  splits: readonly SplitSize[];
  whole: string;
}

/**
 * The records that TFDS picks for a split, in the order in which they are stored. Bounds that run backwards are as
 * there: an error within one shard, and nothing where they lie in two.
 * @throws SplitInvalidError for what TFDS refuses, and for a split that picks nothing
 */
export function resolveSplit(split: Split, splits: readonly SplitSize[]): Interval[] {
  const context = { splits, whole: formatSplit(split) };
  const intervals = resolve(split, context).map((interval) => {
    const { split, from, to } = interval;
    const shard = (at: number) => shardOf(at, sizeOf(split, context).shardLengths);
    if (to < from && to > 0 && shard(to - 1) === shard(from)) throw backwards(interval, context);
    return { split, from, to: Math.max(from, to) };
  });
  if (intervals.every(({ from, to }) => from === to))
    throw new SplitInvalidError(context.whole, 'it picks no example.');
  return intervals;
}

/** Intervals that may still run backwards. */
function resolve(split: Split, context: Context): Interval[] {
  if (typeof split !== 'string') {
    if ('sum' in split) return split.sum.flatMap((part) => resolve(part, context));
    if ('of' in split)
      return resolve(split.of, context).map((interval) => evenPart(interval, split, context));
    return [resolveInstruction(split, context)];
  }
  return parseSplit(split).flatMap((term) =>
    term === 'all'
      ? context.splits.map(({ name, shardLengths }) => ({ split: name, from: 0, to: sum(shardLengths) }))
      : [resolveInstruction(term, context)],
  );
}

/** Source: tensorflow_datasets/core/subsplits_utils.py. */
function evenPart(
  interval: Interval,
  { index, count, dropRemainder }: EvenSplit,
  context: Context,
): Interval {
  const { split, from, to } = interval;
  if (to < from) throw backwards(interval, context);
  if (![index, count].every(Number.isInteger) || index < 0 || index >= count)
    throw new SplitInvalidError(context.whole, `there is no part ${index} of ${count}.`);
  const each = Math.floor((to - from) / count);
  const rest = dropRemainder ? 0 : (to - from) % count;
  const start = (part: number) => from + each * part + Math.min(part, rest);
  return { split, from: start(index), to: start(index + 1) };
}

/** Source: tensorflow_datasets/core/splits.py, `_rel_to_abs_instr`. */
function resolveInstruction(instruction: ReadInstruction, context: Context): Interval {
  const { split } = instruction;
  const { shardLengths } = sizeOf(split, context);
  const count = sum(shardLengths);
  const [from, to] = absoluteBounds(instruction, shardLengths, context);
  if (Math.abs(from) > count || Math.abs(to) > count)
    throw new SplitInvalidError(context.whole, `${split} has only ${count} examples.`);
  // Adding 0 makes 0 of -0.
  return { split, from: (from < 0 ? count + from : from) + 0, to: (to < 0 ? count + to : to) + 0 };
}

function absoluteBounds(
  { split, from, to, unit = 'abs', rounding = 'closest' }: ReadInstruction,
  shardLengths: readonly number[],
  { whole }: Context,
): [number, number] {
  const count = sum(shardLengths);
  const refuse = (problem: string) => new SplitInvalidError(whole, problem);
  if (rounding !== 'closest' && rounding !== 'pct1_dropremainder')
    throw refuse(`"${rounding}" is no rounding; there is closest and pct1_dropremainder.`);
  const given = [from, to].filter((bound) => bound !== undefined);
  const integers = unit !== '%' || rounding === 'pct1_dropremainder';
  if (integers && !given.every(Number.isInteger)) throw refuse('its bounds must be integers.');
  if (unit === '%') {
    if (!given.every((percent) => Math.abs(percent) <= 100))
      throw refuse('percentages must lie in [-100, 100].');
    if (rounding === 'pct1_dropremainder' && given.length > 0 && count < 100)
      throw refuse(`rounding pct1_dropremainder needs 100 examples; ${split} has ${count}.`);
    const examples = (percent: number) =>
      rounding === 'closest' ? roundHalfEven((percent * count) / 100) : percent * Math.floor(count / 100);
    return [examples(from ?? 0), to === undefined ? count : examples(to)];
  }
  if (unit === 'shard') {
    // TFDS counts an upper bound of 0 from the end: [-1shard] is the last shard.
    const end = to !== undefined && to <= 0 ? shardLengths.length + to : to;
    const before = (shards: number) => sum(shardLengths.slice(0, shards));
    return [from === undefined ? 0 : before(from), end === undefined ? count : before(end)];
  }
  if (unit !== 'abs') throw refuse(`"${unit}" is no unit; there is abs, % and shard.`);
  return [from ?? 0, to ?? count];
}

function sizeOf(split: string, { splits, whole }: Context): SplitSize {
  const size = splits.find(({ name }) => name === split);
  if (size) return size;
  const known = splits.map(({ name }) => name).join(', ');
  throw new SplitInvalidError(whole, `there is no split "${split}"; there is ${known}.`);
}

/** Shard that an example lies in; -1 before the first and behind the last. */
function shardOf(at: number, shardLengths: readonly number[]): number {
  return shardLengths.findIndex((length, shard) => {
    const before = sum(shardLengths.slice(0, shard));
    return before <= at && at < before + length;
  });
}

function backwards({ split, from, to }: Interval, { whole }: Context): SplitInvalidError {
  return new SplitInvalidError(whole, `its part of ${split} begins at example ${from} and ends at ${to}.`);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
