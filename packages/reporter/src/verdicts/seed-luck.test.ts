import { expect, test } from 'vitest';
import { fixtureRun, judge } from '../testing/fixture-run.js';
import { seedLuck } from './seed-luck.js';

const withSeeds = (...accuracies: number[]) => judge(seedLuck, fixtureRun(), accuracies);

test('a run far below what its other seeds let expect may be unlucky, far above lucky', () => {
  const said = withSeeds(0.7, 0.8, 0.81, 0.79)!;
  expect(said.en).toMatch(
    /^Its seed may be an unlucky one\. With 4 seeds the test accuracy is 70\.0 %, 80\.0 %, 81\.0 %, 79\.0 %; this run's is 70\.0 %\. From the other seeds one would expect 75\.0–85\.0 % \(95 % prediction interval\), and it lies outside\./,
  );
  expect(said.ko).toMatch(/^운이 나쁜 시드일 수 있다/);
  expect(withSeeds(0.9, 0.8, 0.81, 0.79)!.en).toMatch(/^Its seed may be a lucky one/);
  expect(withSeeds(0.78, 0.8, 0.81, 0.79)!.en).toMatch(/^Its seed is neither lucky nor unlucky/);
});

test('two or three seeds tell how far they lie apart and no more; one seed tells nothing', () => {
  expect(withSeeds(0.6, 0.665)!.en).toContain(
    'The seed alone moves it by 6.5 pp; too few seeds to say which of them is unusual.',
  );
  expect(withSeeds(0.6, 0.665, 0.7)!.en).toContain('too few seeds');
  expect(withSeeds(1, 1)!.en).toContain('They do not differ.');
  expect(withSeeds(0.6)).toBeNull();
});
