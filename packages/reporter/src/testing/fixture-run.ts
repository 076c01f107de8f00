import type { Epoch, Run } from '@teamnet/records';
import { describeSample } from '../statistics/mean-interval.js';
import type { Judge, Verdict, VerdictInput } from '../verdicts/verdict.js';
import { FOUR, makeHomework } from './fixture-class.js';
import { describeRun } from './make-run.js';

const homework = makeHomework('team-1', FOUR, 'en');

/** A run on tf_flowers that no verdict finds much fault with, changed. */
export function fixtureRun(edit: (run: Run) => void = () => {}): Run {
  const run = structuredClone(describeRun(homework, homework.experiments[0]!, 'tf_flowers'));
  edit(run);
  return run;
}

/** Sets a run's losses by epoch; a missing number is that of the epoch before. */
export function setHistory(run: Run, epochs: readonly Partial<Epoch>[]): void {
  let last = run.history[0]!;
  run.history = epochs.map((given, index) => {
    last = { ...last, ...given, epoch: index + 1 };
    return last;
  });
  const best = run.history.reduce((a, b) => (b.validationLoss < a.validationLoss ? b : a));
  run.bestEpoch = best.epoch;
  run.overfitting.turningEpoch = best.epoch;
}

/** The test accuracies of a run and its repeats, with nothing else to them. */
export function withSeeds(run: Run, accuracies: readonly number[]): VerdictInput {
  const runs = accuracies.map((accuracy) => ({ run: { ...run, test: { ...run.test, accuracy } } }));
  return {
    run: runs[0]!.run,
    seeds: { runs: runs as VerdictInput['seeds']['runs'], sample: describeSample(accuracies), missing: 0 },
  };
}

/** What a judge says of a run in both languages, with ordinary spaces; null when nothing. */
export function judge(by: Judge, run: Run, seeds: readonly number[] = [run.test.accuracy]) {
  const input = withSeeds(run, seeds);
  const [en, ko] = [by(input, 'en'), by(input, 'ko')];
  const say = (verdict: Verdict) =>
    `${verdict.title} ${verdict.evidence} → ${verdict.advice}`.replaceAll('\u00a0', ' ');
  return en && ko && { en: say(en), ko: say(ko) };
}
