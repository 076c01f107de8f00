import { TeamnetError } from './errors.js';
import type { Experiment, Homework, ModelSettings, TrainingSettings } from './homework.js';

/** The settings that a training really uses. */
export interface ResolvedSettings {
  model: ModelSettings;
  training: TrainingSettings;
}

/**
 * What one experiment trains with: the homework's defaults, over them the profile, over them the experiment's
 * change. Objects merge key by key, arrays and plain values replace.
 * @param profile `full` (the defaults as they stand) or a key of `homework.profiles`
 * @throws TeamnetError `profile-unknown`
 */
export function resolveSettings(
  homework: Homework,
  experiment: Experiment,
  profile: string,
): ResolvedSettings {
  const overlay = profile === 'full' ? {} : homework.profiles?.[profile];
  if (!overlay)
    throw new TeamnetError({
      code: 'profile-unknown',
      message: `The homework of ${homework.team} has no profile "${profile}".`,
      remedy: `Use one of: ${['full', ...Object.keys(homework.profiles ?? {})].join(', ')}.`,
      exitCode: 2,
    });
  const defaults = { model: homework.model, training: homework.training };
  return merge(merge(defaults, overlay), experiment.change ?? {}) as ResolvedSettings;
}

function merge(base: unknown, over: unknown): unknown {
  if (over === undefined) return base;
  if (!isPlainObject(base) || !isPlainObject(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over)) merged[key] = merge(merged[key], value);
  return merged;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
