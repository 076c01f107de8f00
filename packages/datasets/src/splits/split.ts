/**
 * What picks examples of a data set, as TFDS' `split=` does: an expression such as `train[:80%]+test`, or an object
 * that stands for one. Source: https://www.tensorflow.org/datasets/splits.
 */
export type Split = string | ReadInstruction | SplitSum | EvenSplit;

/** A slice of one split; TFDS' `tfds.core.ReadInstruction`. */
export interface ReadInstruction {
  /** Name of a stored split. */
  split: string;
  /** First example, percent or shard; negative counts from the end, absent is the beginning. */
  from?: number | undefined;
  /** Behind the last example, percent or shard; negative counts from the end, absent is the end. */
  to?: number | undefined;
  /** What `from` and `to` count; examples (`abs`) when absent. */
  unit?: SplitUnit | undefined;
  /**
   * `closest` (when absent): percentages to the closest example. `pct1_dropremainder`: whole percent of
   * floor(examples / 100) examples each, so that all percents are of one size; up to 99 examples are never picked.
   */
  rounding?: SplitRounding | undefined;
}

export type SplitUnit = 'abs' | '%' | 'shard';
export type SplitRounding = 'closest' | 'pct1_dropremainder';

/** One after the other, as `+` in an expression. */
export interface SplitSum {
  sum: readonly Split[];
}

/** One of the parts that evenSplits makes. */
export interface EvenSplit {
  of: Split;
  /** From 0 up. */
  index: number;
  count: number;
  dropRemainder: boolean;
}

/** A split as text, for messages and records: an expression as it stands, an object as close to one as can be. */
export function formatSplit(split: Split): string {
  if (typeof split === 'string') return split;
  if ('sum' in split) return split.sum.map(formatSplit).join('+');
  if ('of' in split)
    return `evenSplits(${formatSplit(split.of)}, ${split.count}${split.dropRemainder ? ', dropRemainder' : ''})[${split.index}]`;
  const { from, to, unit = 'abs', rounding = 'closest' } = split;
  if (from === undefined && to === undefined) return split.split;
  const bound = (value: number | undefined) =>
    value === undefined ? '' : `${value}${unit === 'abs' ? '' : unit}`;
  const slice = `${split.split}[${bound(from)}:${bound(to)}]`;
  return rounding === 'closest' ? slice : `${slice} (${rounding})`;
}
