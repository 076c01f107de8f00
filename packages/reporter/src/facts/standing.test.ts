import type { Homework } from '@teamnet/records';
import { afterAll, describe, expect, test } from 'vitest';
import type { SharedRun } from '../report-context.js';
import { FOUR, makeHomework } from '../testing/fixture-class.js';
import { FixtureResults, rightOn } from '../testing/fixture-results.js';
import { seedResults } from './seed-results.js';
import { type MeasuredStanding, standings } from './standing.js';
import { standingSentence } from './standing-sentence.js';
import { TeamStandings } from './team-standings.js';

const made = new FixtureResults();
afterAll(() => made.remove());

const alone = (run: SharedRun) => seedResults(run, []);
const measured = (one: unknown) => one as MeasuredStanding;
/** An experiment with a seed for each list of right images. */
const seeded = (id: string, ...seeds: boolean[][]) => [
  made.run(id, seeds[0]!),
  ...seeds
    .slice(1)
    .map((right, index) => made.run(`${id}-seed-${index + 2}`, right, { seed: index + 2, of: id })),
];
const gathered = ([run, ...repeats]: SharedRun[]) => seedResults(run!, repeats);

describe('With one seed', () => {
  test('McNemar’s test on the same images decides, after Holm’s correction over all comparisons', () => {
    const baseline = alone(made.run('baseline', rightOn(80)));
    const worse = alone(made.run('worse', rightOn(60)));
    // Only the baseline right on 9, only this on 1: p 0.021 alone, 0.043 with the other comparison.
    const few = alone(made.run('few', [...rightOn(71, 80), ...rightOn(1, 20)]));
    const [itself, ...both] = standings(baseline, [baseline, worse, few]);
    expect(itself).toEqual({ kind: 'baseline' });
    expect(both.map((one) => measured(one).images[0])).toMatchObject([
      { onlyBaseline: 20, onlyThis: 0 },
      { onlyBaseline: 9, onlyThis: 1 },
    ]);
    expect(both).toMatchObject([{ clear: true }, { clear: true, n: [1, 1], seeds: null }]);
    const third = alone(made.run('third', [...rightOn(71, 80), ...rightOn(1, 20)]));
    const more = standings(baseline, [baseline, worse, few, third, alone(made.run('same', rightOn(80)))]);
    expect(measured(more[2]).p).toBeCloseTo(3 * measured(both[1]).images[0]!.p, 12);
    expect(more.slice(1)).toMatchObject([
      { clear: true },
      { clear: false },
      { clear: false },
      { clear: false, p: 1 },
    ]);
  });

  test('the images on which both are right or wrong do not count, only those that tell the two apart', () => {
    const baseline = alone(made.run('baseline', rightOn(50)));
    const shifted = alone(made.run('shifted', rightOn(50, 100, 30)));
    const [one] = standings(baseline, [shifted]);
    expect(one).toMatchObject({
      difference: 0,
      clear: false,
      images: [{ onlyBaseline: 30, onlyThis: 30, p: 1 }],
    });
  });

  test('without predictions two standard errors decide, and nothing is said of single images', () => {
    const baseline = alone(made.run('baseline', rightOn(80), { predictions: false }));
    const others = [alone(made.run('a', rightOn(60))), alone(made.run('b', rightOn(75)))];
    expect(standings(baseline, others)).toMatchObject([
      { images: [], p: null, clear: true },
      { images: [], p: null, clear: false },
    ]);
  });

  test('other images, another profile and a baseline that is not shared are no comparison', () => {
    const baseline = alone(made.run('baseline', rightOn(80)));
    const quick = made.run('a', rightOn(60), {
      edit: (run) => {
        run.profile = 'quick';
      },
    });
    expect(standings(baseline, [alone(quick)])).toEqual([{ kind: 'other-profile' }]);
    expect(standings(null, [baseline])).toEqual([{ kind: 'no-baseline' }]);
  });
});

describe('With several seeds', () => {
  const baseline = gathered(seeded('baseline', rightOn(80), rightOn(78), rightOn(81)));

  test('a repeat counts only when nothing but the seed is different', () => {
    const run = made.run('a', rightOn(60));
    const good = made.run('a-seed-2', rightOn(62), { seed: 2, of: 'a' });
    const odd = made.run('a-seed-3', rightOn(90), {
      seed: 3,
      of: 'a',
      edit: ({ settings }) => {
        settings.training.epochs = 99;
      },
    });
    const result = seedResults(run, [good, odd, { ...good, run: null, reason: 'gone' }]);
    expect(result.runs.map(({ experiment }) => experiment.id)).toEqual(['a', 'a-seed-2']);
    expect(result).toMatchObject({ missing: 2, sample: { n: 2, mean: 0.61 } });
  });

  test('a difference is clear when the seeds and the images both say so', () => {
    const worse = gathered(seeded('worse', rightOn(60), rightOn(58), rightOn(62)));
    const [one] = standings(baseline, [worse]);
    expect(one).toMatchObject({ clear: true, n: [3, 3] });
    const { images, seeds, difference, p } = measured(one);
    expect(images.map(({ seed, onlyBaseline }) => [seed, onlyBaseline])).toEqual([
      [1, 20],
      [2, 20],
      [3, 19],
    ]);
    expect(difference).toBeCloseTo(0.6 - 0.797, 3);
    expect(p).toBe(seeds!.p);
    expect(seeds!.interval[1]).toBeLessThan(0);
  });

  test('with two seeds the scatter of all experiments is pooled, so that a large drop in both is clear', () => {
    const two = gathered(seeded('baseline', rightOn(80), rightOn(77)));
    const drop = gathered(seeded('drop', rightOn(40), rightOn(44)));
    const alike = [78, 80, 79, 76].map((count, index) =>
      gathered(seeded(`alike-${index}`, rightOn(count), rightOn(count - 2))),
    );
    const [first, ...rest] = standings(two, [drop, ...alike]);
    expect(first).toMatchObject({ clear: true, seeds: { method: 'pooled' } });
    expect(rest.some((one) => measured(one).clear)).toBe(false);
  });

  test('a single seed is held against the scatter that the others’ repeats show', () => {
    const wide = gathered(seeded('baseline', rightOn(60), rightOn(80)));
    const single = gathered(seeded('single', rightOn(75)));
    const [one] = standings(wide, [single]);
    expect(measured(one).images[0]!.p).toBeLessThan(0.001);
    expect(one).toMatchObject({ clear: false, n: [2, 1], seeds: { method: 'pooled' } });
    expect(measured(one).difference).toBeCloseTo(0.05, 12);
  });

  test('one lucky seed is no clear difference, however clear its images are', () => {
    const lucky = gathered(seeded('lucky', rightOn(100), rightOn(78), rightOn(80)));
    const [one] = standings(baseline, [lucky]);
    expect(measured(one).images[0]!.p).toBeLessThan(0.001);
    expect(one).toMatchObject({ clear: false });
  });

  test('seeds that agree on a difference that the test images cannot tell are no clear difference either', () => {
    const slightly = gathered(seeded('slightly', rightOn(76), rightOn(75), rightOn(76)));
    const [one] = standings(baseline, [slightly]);
    expect(measured(one).p).toBeGreaterThan(0.01);
    expect(measured(one).p).toBeLessThan(0.05);
    expect(measured(one).images.every(({ p }) => p > 0.05)).toBe(true);
    expect(one).toMatchObject({ clear: false });
  });
});

describe('In words', () => {
  const say = (runs: SharedRun[], repeats: SharedRun[], language: 'en' | 'ko', id = 'a') => {
    const homework: Homework = makeHomework('team-1', FOUR, 'en');
    const team = new TeamStandings(homework, runs, repeats);
    const [one, baseline] = [team.of(id, 'tf_flowers')!, team.of('baseline', 'tf_flowers')!];
    return standingSentence(one, baseline, team.comparisons('tf_flowers'), language).replaceAll(
      '\u00a0',
      ' ',
    );
  };

  test('one seed: the discordant images, p, and that the luck of a seed is not covered', () => {
    const runs = [made.run('baseline', rightOn(80)), made.run('a', rightOn(60)), made.run('b', rightOn(79))];
    expect(say(runs, [], 'en')).toBe(
      "Against baseline the test accuracy differs by −20.0 pp: more than chance in the test images explains. On the same test images only baseline is right on 20, only this one on 0 (p < 0.001); McNemar's exact test, p < 0.001 after Holm's correction for 2 comparisons. It is one training each, with one seed, so a seed's luck is not covered.",
    );
    expect(say(runs, [], 'en', 'b')).toContain('differs by −1.0 pp: no clear difference.');
    expect(say(runs, [], 'ko', 'b')).toMatch(/뚜렷한 차이 없음.*시드의 운은 포함되지 않는다/);
    expect(say(runs, [], 'en', 'baseline')).toBe('');
  });

  test('several seeds: both means, the interval of their difference, and each seed’s images', () => {
    const [first, ...repeats] = [
      ...seeded('baseline', rightOn(80), rightOn(78)),
      ...seeded('a', rightOn(79), rightOn(70)),
    ];
    const [second, own, third] = repeats;
    const sentence = say([first!, own!], [second!, third!], 'en');
    expect(sentence).toMatch(
      /^Over 2 seeds the mean test accuracy is 74\.5 % \(baseline: 79\.0 %\): a difference of −4\.5 pp, 95 % interval −\d+\.\d to \+\d+\.\d pp \(t test with the scatter of all experiments, as so few seeds tell too little of theirs, p = 0\.\d{3}\): no clear difference\./,
    );
    expect(sentence).toContain(
      "seed by seed (McNemar's exact test): only baseline is right on 1, only this one on 0",
    );
    expect(sentence).toContain('So few seeds tell little');
    expect(say([first!, own!], [second!, third!], 'ko')).toContain('시드 2개의 평균 테스트 정확도는');
  });
});
