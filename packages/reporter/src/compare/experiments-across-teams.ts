import { accuracyInterval } from '../facts/accuracy-interval.js';
import { differenceTo } from '../facts/difference-to.js';
import { settingDifferences } from '../facts/setting-differences.js';
import { holmAdjust } from '../statistics/holm.js';
import type { AccuracyDifference, Incomparable, TeamsComparison } from './comparison.js';
import type { SharedEntry } from './entry.js';
import { pairDifference } from './pair-difference.js';

const LEVEL = 0.05;

/** Each experiment on each data set that at least two teams have shared under the same id, the best team first. */
export function experimentsAcrossTeams(entries: readonly SharedEntry[]): TeamsComparison[] {
  const places = new Map<string, SharedEntry[]>();
  for (const entry of entries) {
    const place = JSON.stringify([entry.row.experiment, entry.row.dataset]);
    places.set(place, [...(places.get(place) ?? []), entry]);
  }
  return [...places.values()].filter(({ length }) => length > 1).map(compare);
}

function compare(entries: readonly SharedEntry[]): TeamsComparison {
  const sorted = [...entries].sort((a, b) => b.result.sample.mean - a.result.sample.mean);
  const group = largestGroup(sorted);
  const best = group[0]!;
  const differences = differencesToBest(group);
  return {
    experiment: best.row.experiment,
    dataset: best.row.dataset,
    profile: best.row.result.profile,
    best: best.row.team,
    teams: sorted.map((entry) => ({
      team: entry.row.team,
      by: entry.row.by,
      accuracy: entry.result.sample.mean,
      interval: accuracyInterval(entry.result),
      difference: differences.get(entry) ?? null,
      reason: whyNot(best, entry),
      otherSettings: settingDifferences(runOf(best).settings, runOf(entry).settings).map((one) =>
        one.path.join('.'),
      ),
    })),
  };
}

/** The teams that can be compared with each other; of several such groups the largest, of equal ones the better. */
function largestGroup(entries: readonly SharedEntry[]): SharedEntry[] {
  const groups: SharedEntry[][] = [];
  for (const entry of entries) {
    const group = groups.find(([first]) => whyNot(first!, entry) === null);
    if (group) group.push(entry);
    else groups.push([entry]);
  }
  return groups.reduce((largest, group) => (group.length > largest.length ? group : largest));
}

function whyNot(one: SharedEntry, other: SharedEntry): Incomparable | null {
  const { kind } = differenceTo(runOf(one), runOf(other));
  return kind === 'measured' ? null : kind;
}

function runOf({ result }: SharedEntry) {
  return result.runs[0]!.run;
}

/**
 * Each team's difference to the best. The best is known only from these same results, so Holm's correction goes over
 * all pairs of teams, not just those that are shown.
 */
function differencesToBest(
  group: readonly SharedEntry[],
): Map<SharedEntry, AccuracyDifference & { clear: boolean }> {
  const pairs = group.flatMap((better, place) =>
    group
      .slice(place + 1)
      .map((other) => ({ better, other, found: pairDifference(other.result, better.result) })),
  );
  const tested = pairs.filter(({ found }) => found.p !== null);
  const adjusted = holmAdjust(tested.map(({ found }) => found.p!));
  const raised = new Map(tested.map((pair, index) => [pair, adjusted[index]!]));
  return new Map(
    pairs
      .filter(({ better }) => better === group[0])
      .map((pair) => {
        const { other, found } = pair;
        const p = raised.get(pair) ?? null;
        const clear = p === null ? found.interval[0] > 0 || found.interval[1] < 0 : p < LEVEL;
        return [other, { ...found, p, clear }];
      }),
  );
}
