import type * as tf from '@tensorflow/tfjs';

/** A value of `model.options` in homework.json. */
export type OptionValue = boolean | number | readonly number[];

/** One option of a network: what it is when left out, and which values it takes. */
export interface NetworkOption<T extends OptionValue = OptionValue> {
  default: T;
  /** Allowed values in words, e.g. `a number from 0 to below 1`. */
  allowed: string;
  accepts(value: unknown): boolean;
}

type NetworkOptions = Readonly<Record<string, NetworkOption>>;

/** A network of the lecture: its options, and how it is built from the blocks. */
export interface Network<Options extends NetworkOptions = NetworkOptions> {
  options: Options;
  /** Raw pixels [batch, S, S, 3] 0..255 → logits [batch, classes]; `options` are complete and checked. */
  build(
    input: tf.SymbolicTensor,
    classes: number,
    options: { readonly [Name in keyof Options]: Options[Name]['default'] },
  ): tf.SymbolicTensor;
}

/** true or false. */
export const toggle = (value: boolean): NetworkOption<boolean> => ({
  default: value,
  allowed: 'true or false',
  accepts: (given) => typeof given === 'boolean',
});

/** A share, e.g. a dropout rate. */
export const share = (value: number): NetworkOption<number> => ({
  default: value,
  allowed: 'a number from 0 to below 1',
  accepts: (given) => typeof given === 'number' && given >= 0 && given < 1,
});

/** Numbers of channels, one a block. */
export const channels = (...value: number[]): NetworkOption<readonly number[]> => ({
  default: value,
  allowed: 'a list of one to eight whole numbers from 1 to 2048',
  accepts: (given) =>
    Array.isArray(given) &&
    given.length >= 1 &&
    given.length <= 8 &&
    given.every((size) => Number.isInteger(size) && size >= 1 && size <= 2048),
});
