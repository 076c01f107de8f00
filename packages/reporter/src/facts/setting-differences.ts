import { isDeepStrictEqual } from 'node:util';
import type { Run } from '@teamnet/records';
import { at, leaves } from './changes.js';

/** One setting in which two runs differ; undefined where a run leaves it to the default. */
export interface SettingDifference {
  /** e.g. `['training', 'optimizer', 'learningRate']`. */
  path: string[];
  first: unknown;
  second: unknown;
}

/** The settings in which two runs differ, in the order of the first; null and left out are the same. */
export function settingDifferences(first: Run['settings'], second: Run['settings']): SettingDifference[] {
  const paths = new Map([...leaves(first), ...leaves(second)].map((path) => [path.join('.'), path]));
  // null against { patience: 5 } is one difference, not two.
  const isInside = (path: string[]) =>
    path.some((_, depth) => depth > 0 && paths.has(path.slice(0, depth).join('.')));
  return [...paths.values()]
    .filter((path) => !isInside(path))
    .map((path) => ({ path, first: at(first, path), second: at(second, path) }))
    .filter((one) => !isDeepStrictEqual(one.first ?? null, one.second ?? null));
}
