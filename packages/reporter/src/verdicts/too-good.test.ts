import { expect, test } from 'vitest';
import { fixtureRun, judge } from '../testing/fixture-run.js';
import { tooGood } from './too-good.js';

const withWrong = (wrong: number) =>
  judge(
    tooGood,
    fixtureRun(({ test: result }) => {
      result.numExamples = 400;
      result.accuracy = 1 - wrong / 400;
    }),
  );

test('next to no mistakes hint at an easy task or a leak, without saying which', () => {
  expect(withWrong(0)!.en).toMatch(/^Almost too good to be true\. Not one of the 400 test images is wrong/);
  expect(withWrong(1)!.en).toContain('1 of 400 test images is wrong');
  expect(withWrong(2)!.en).toContain('Either the task is easy');
  expect(withWrong(0)!.ko).toContain('틀린 것이 하나도 없다');
  expect(withWrong(3)).toBeNull();
});
