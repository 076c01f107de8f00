import fc from 'fast-check';
import { resolveSplit } from '../../splits/resolve-split.js';
import type { Split } from '../../splits/split.js';
import { judge } from '../judge.js';
import type { FuzzTarget } from '../target.js';

const STORED = [
  { name: 'train', shardLengths: [7, 0, 30] },
  { name: 'test', shardLengths: [11] },
];

const piece = fc.constantFrom(
  ...['train', 'test', 'all', 'val', '[', ']', ':', '+', '%', 'shard', '-', '_', '.', ' ', '(pct1)', ','],
  ...[
    '0',
    '1',
    '10',
    '50',
    '99',
    '100',
    '101',
    '37',
    '1e3',
    '99999999999999999999',
    'NaN',
    '٣',
    '\0',
    '\u001b[2J',
  ],
);
const bound = fc.oneof(fc.integer({ min: -120, max: 120 }), fc.double(), fc.constant(undefined));
const instruction = fc.record({
  split: fc.constantFrom('train', 'test', 'other', '__proto__'),
  from: bound,
  to: bound,
  unit: fc.constantFrom('abs', '%', 'shard', undefined),
  rounding: fc.constantFrom('closest', 'pct1_dropremainder', undefined),
});
const index = fc.oneof(
  { weight: 3, arbitrary: fc.nat(11) },
  { weight: 1, arbitrary: fc.integer({ min: -110, max: 110 }) },
);
const slice = fc
  .tuple(fc.constantFrom('train', 'test'), index, index, fc.constantFrom('', '%', 'shard'))
  .map(([split, from, to, unit]) => `${split}[${from}${unit}:${to}${unit}]`);
const expression = fc.oneof(
  { weight: 1, arbitrary: fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')) },
  { weight: 4, arbitrary: fc.array(slice, { minLength: 1, maxLength: 3 }).map((slices) => slices.join('+')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 30 }) },
);
const split = fc.oneof(
  expression,
  instruction,
  fc.record({ sum: fc.array(fc.oneof(expression, instruction), { maxLength: 4 }) }),
  fc.record({
    of: expression,
    index: fc.nat(3),
    count: fc.integer({ min: 1, max: 4 }),
    dropRemainder: fc.boolean(),
  }),
) as fc.Arbitrary<Split>;

/** Split expressions and the objects that stand for them. */
export const splits: FuzzTarget<Split> = {
  name: 'split',
  inputs: 3700,
  prepare: async () => ({
    input: split,
    run: async (input) =>
      judge(() => {
        for (const { split, from, to } of resolveSplit(input, STORED)) {
          const stored = STORED.find(({ name }) => name === split);
          const count = stored?.shardLengths.reduce((sum, length) => sum + length, 0) ?? -1;
          const fits =
            Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= count;
          if (!fits) throw new Error(`${split} from ${from} to ${to} of ${count}`);
        }
      }, ['Split "']),
  }),
};
