import type { DataSurvey, Leak, TwinPair, TwinPairs } from '@teamnet/records';
import type { Twins } from './find-twins.js';
import type { Survey, SurveyedExample } from './survey-examples.js';

const MOST_PAIRS = 20;
const MOST_LEAKS = 5;

/** The role that an example plays in a training; undefined when it is in no split that is used. */
export type RoleOf = (example: SurveyedExample) => 'train' | 'validation' | 'test' | undefined;

/**
 * Image sizes, duplicates, and the leaks between the splits of a training.
 * @param twins all pairs of the survey
 * @returns null when not one image could be decoded
 */
export function summarizeSurvey(
  { examples, unreadable }: Survey,
  twins: readonly Twins[],
  roleOf: RoleOf,
): DataSurvey | null {
  if (examples.length === 0) return null;
  const bySize = [...examples].sort((a, b) => a.width * a.height - b.width * b.height || a.width - b.width);
  const size = (place: number): [number, number] => [bySize[place]!.width, bySize[place]!.height];
  return {
    imageSizes: {
      smallest: size(0),
      median: size(Math.floor((examples.length - 1) / 2)),
      largest: size(examples.length - 1),
    },
    identical: countPairs(
      twins.filter(({ identical }) => identical),
      examples,
    ),
    near: countPairs(
      twins.filter(({ identical }) => !identical),
      examples,
    ),
    leaks: findLeaks(twins, examples, roleOf),
    unreadable: unreadable.length,
  };
}

function countPairs(twins: readonly Twins[], examples: readonly SurveyedExample[]): TwinPairs {
  const differ = ({ first, second }: Twins) => examples[first]!.label !== examples[second]!.label;
  const across = twins.filter(differ);
  const alike = twins.filter((pair) => !differ(pair));
  // Equal bytes under two labels are a mistake that matters; equal looks under two labels are often chance.
  const ordered = twins[0]?.identical ? [...across, ...alike] : [...alike, ...across];
  const shown = ordered.slice(0, MOST_PAIRS);
  return {
    pairs: twins.length,
    acrossLabels: across.length,
    examples: shown.map(({ first, second }) => ({
      first: examples[first]!.key,
      second: examples[second]!.key,
    })),
  };
}

function findLeaks(twins: readonly Twins[], examples: readonly SurveyedExample[], roleOf: RoleOf): Leak[] {
  const roles = examples.map(roleOf);
  return (['validation', 'test'] as const).flatMap((into) => {
    const leaked = new Map<number, { identical: boolean; pair: TwinPair }>();
    for (const { first, second, identical } of twins)
      for (const [trained, seen] of [
        [first, second],
        [second, first],
      ] as const) {
        if (roles[trained] !== 'train' || roles[seen] !== into) continue;
        if (leaked.get(seen)?.identical === true || (leaked.has(seen) && !identical)) continue;
        const pair = { first: examples[trained]!.key, second: examples[seen]!.key };
        leaked.set(seen, { identical, pair });
      }
    if (leaked.size === 0) return [];
    const all = [...leaked.values()].sort((a, b) => Number(b.identical) - Number(a.identical));
    return {
      into,
      images: leaked.size,
      identical: all.filter(({ identical }) => identical).length,
      examples: all.slice(0, MOST_LEAKS).map(({ pair }) => pair),
    };
  });
}
