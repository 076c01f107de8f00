import { expect, test } from 'vitest';
import { fixtureRun, judge } from '../testing/fixture-run.js';
import { mixesUp } from './mixes-up.js';

const withConfusion = (tulips: number[], roses: number[]) =>
  judge(
    mixesUp,
    fixtureRun(({ test: result }) => {
      result.confusion = [[100, 0, 0, 0, 0], [0, 90, 0, 0, 0], tulips, [0, 0, 0, 100, 0], roses];
    }),
  );

test('the pair that is mixed up most is named with both directions and its share', () => {
  const said = withConfusion([3, 2, 80, 4, 31], [0, 0, 12, 0, 84])!;
  expect(said.en).toMatch(
    /^tulips taken for roses: 31\. 31 of the 120 test images of tulips \(25\.8 %\) are taken for roses; the other way round it is 12\. That is more than chance spreads the 40 mistakes on this label \(10\.0 on each/,
  );
  expect(said.ko).toMatch(/^tulips → roses 혼동: 31장/);
});

test('with few mistakes the preference may be chance, and below three there is no pattern', () => {
  expect(withConfusion([1, 1, 115, 0, 3], [0, 0, 0, 0, 96])!.en).toContain(
    'With 5 mistakes on this label in all, the preference for that one may be chance.',
  );
  expect(withConfusion([0, 0, 118, 0, 2], [0, 0, 2, 0, 94])).toBeNull();
});
