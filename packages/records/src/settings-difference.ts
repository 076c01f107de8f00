import { isDeepStrictEqual } from 'node:util';
import { TeamnetError } from './errors.js';
import type { Experiment, Homework } from './homework.js';
import { resolveSettings } from './resolve-settings.js';
import type { Run } from './run.js';

/**
 * Where a run was trained with other settings than homework.json asks for.
 * @returns null when they are equal, else one sentence that names the first place
 */
export function settingsDifference(homework: Homework, experiment: Experiment, run: Run): string | null {
  let wanted: unknown;
  try {
    wanted = resolveSettings(homework, experiment, run.profile);
  } catch (error) {
    if (!(error instanceof TeamnetError)) throw error;
    return error.message;
  }
  const place = firstDifference(plain(wanted), plain(run.settings), '');
  if (place) return say(place);
  const splits = homework.splits?.[run.dataset.name];
  for (const name of ['train', 'validation', 'test'] as const)
    if (splits && splits[name] !== run.dataset.splits[name].expression)
      return say({
        path: `splits.${name}`,
        wanted: splits[name],
        found: run.dataset.splits[name].expression,
      });
  return null;
}

interface Difference {
  path: string;
  wanted: unknown;
  found: unknown;
}

function say({ path, wanted, found }: Difference): string {
  const text = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
  return `it was trained with ${path} = ${text(found)}, and homework.json says ${text(wanted)}`;
}

/** As JSON keeps it. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}

function firstDifference(wanted: unknown, found: unknown, path: string): Difference | null {
  if (isDeepStrictEqual(wanted, found)) return null;
  if (!isObject(wanted) || !isObject(found)) return { path, wanted, found };
  for (const key of new Set([...Object.keys(wanted), ...Object.keys(found)])) {
    const inside = firstDifference(wanted[key], found[key], path === '' ? key : `${path}.${key}`);
    if (inside) return inside;
  }
  return null;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
