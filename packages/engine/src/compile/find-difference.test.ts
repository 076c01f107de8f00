import { expect, it } from 'vitest';
import type { Compiled } from './compiled-program.js';
import { findDifference } from './find-difference.js';

/** A program of one variable, [1, 2, 3, 4], whose step adds `change` (other weights: `changeNearby`), with that loss. */
function compiled(change: number[], loss: number, changeNearby = change): Compiled {
  const initial = Float32Array.of(1, 2, 3, 4);
  let state: Float32Array = initial;
  let start: Float32Array = initial;
  const plus = (values: number[]) => initial.map((value, index) => value + values[index]!);
  return {
    program: {
      mode: 'compiled',
      precision: 'float32',
      compileSeconds: 0,
      run: () => ({}),
      readVariables: () => [state.slice()],
      writeVariables: ([values]) => {
        state = values!;
        start = values!.every((value, index) => value === initial[index]) ? initial : values!;
      },
      syncVariables() {},
      dispose() {},
    },
    checks: [
      {
        name: 'train',
        run: () => {
          state =
            start === initial ? plus(change) : start.map((value, index) => value + changeNearby[index]!);
          return { loss: Float32Array.of(loss) };
        },
        results: { loss: Float32Array.of(1.6) },
        variables: [plus([0.001, -0.001, 0.001, 0.001])],
      },
    ],
  };
}

it('finds nothing where outputs and changes agree, and puts the variables back', () => {
  const same = compiled([0.001, -0.001, 0.001, 0.001], 1.6001);
  expect(findDifference(same)).toBeNull();
  expect([...same.program.readVariables()[0]!]).toEqual([1, 2, 3, 4]);
});

it('finds another loss, and one that is not a number', () => {
  expect(findDifference(compiled([0.001, -0.001, 0.001, 0.001], 1.7))).toBe('output "loss" of train');
  expect(findDifference(compiled([0.001, -0.001, 0.001, 0.001], Number.NaN))).toBe('output "loss" of train');
});

it('finds an update that is missing, doubled, or not a number', () => {
  for (const change of [
    [0, 0, 0, 0],
    [0.002, -0.002, 0.002, 0.002],
    [0.001, -0.001, Number.NaN, 0.001],
  ])
    expect(findDifference(compiled(change, 1.6))).toBe('variable 0 after train');
});

it('finds a change that is a little off everywhere', () => {
  expect(findDifference(compiled([0.0011, -0.0011, 0.0011, 0.0011], 1.6))).toBe('the variables after train');
});

it('lets a variable go another way whose way is rounding noise, but not stay where it is', () => {
  const other = [-0.001, -0.001, 0.001, 0.001];
  const turned = compiled([0.001, -0.001, -0.001, 0.001], 1.6, other);
  expect(findDifference(turned)).toBe('the variables after train');
  expect(findDifference(compiled([0.001, -0.001, -0.001, 0.001], 1.6))).toBe('variable 0 after train');
  expect(findDifference(compiled([0, 0, 0, 0], 1.6, other))).toBe('variable 0 after train');
});

it('lets a count be off by two in bfloat16, where nearly equal logits change places, and not at all in float32', () => {
  const counting = (precision: 'float32' | 'bfloat16', count: number) => {
    const { program, checks } = compiled([0.001, -0.001, 0.001, 0.001], count);
    return findDifference({
      program: { ...program, precision },
      checks: [{ ...checks[0]!, results: { loss: Float32Array.of(5) } }],
    });
  };
  expect(counting('bfloat16', 3)).toBeNull();
  expect(counting('bfloat16', 2)).toBe('output "loss" of train');
  expect(counting('float32', 4)).toBe('output "loss" of train');
});
