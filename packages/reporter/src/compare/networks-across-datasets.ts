import { isDeepStrictEqual } from 'node:util';
import { accuracyInterval } from '../facts/accuracy-interval.js';
import { differenceInterval } from '../facts/proportions.js';
import type { SeedResults } from '../facts/seed-results.js';
import { welchTest } from '../statistics/welch-test.js';
import type { AccuracyDifference, Incomparable, NetworkComparison, NetworkSide } from './comparison.js';
import type { SharedEntry } from './entry.js';

/** Each experiment that is shared on two data sets, one row a team; of more data sets each pair. */
export function networksAcrossDatasets(entries: readonly SharedEntry[]): NetworkComparison[] {
  const places = new Map<string, SharedEntry[]>();
  for (const entry of entries) {
    const place = JSON.stringify([entry.row.team, entry.row.experiment]);
    places.set(place, [...(places.get(place) ?? []), entry]);
  }
  return [...places.values()].flatMap((shared) =>
    shared.flatMap((first, place) => shared.slice(place + 1).map((second) => compare(first, second))),
  );
}

function compare(first: SharedEntry, second: SharedEntry): NetworkComparison {
  const { team, experiment, by } = first.row;
  const reason = whyNot(first, second);
  return {
    ...{ team, experiment, by },
    sides: [sideOf(first), sideOf(second)],
    difference: reason ? null : differenceOf(first.result, second.result),
    reason,
  };
}

function whyNot(first: SharedEntry, second: SharedEntry): Incomparable | null {
  const [a, b] = [first.result.runs[0]!.run, second.result.runs[0]!.run];
  if (a.model.fingerprint !== b.model.fingerprint) return 'other-network';
  if (a.profile !== b.profile) return 'other-profile';
  const { model, training } = a.settings;
  if (!isDeepStrictEqual({ model, training }, { model: b.settings.model, training: b.settings.training }))
    return 'other-settings';
  return null;
}

function sideOf({ row, result }: SharedEntry): NetworkSide {
  return {
    dataset: row.dataset,
    accuracy: result.sample.mean,
    interval: accuracyInterval(result),
    chance: 1 / result.runs[0]!.run.dataset.labels.length,
  };
}

function differenceOf(first: SeedResults, second: SeedResults): AccuracyDifference & { clear: boolean } {
  const accuracies = ({ runs }: SeedResults) => runs.map(({ run }) => run.test.accuracy);
  const seeds = welchTest(accuracies(first), accuracies(second));
  if (seeds) {
    const { difference, interval, p } = seeds;
    return { difference, interval, method: 'seeds', p, clear: p < 0.05 };
  }
  const counted = ({ runs: [one] }: SeedResults) => ({
    share: one!.run.test.accuracy,
    numExamples: one!.run.test.numExamples,
  });
  const [a, b] = [counted(first), counted(second)];
  const interval = differenceInterval(a, b);
  const clear = interval[0] > 0 || interval[1] < 0;
  return { difference: a.share - b.share, interval, method: 'images', p: null, clear };
}
