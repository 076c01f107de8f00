import { type ExperimentChange, WHOLE_SETTINGS } from '../homework.js';

const WHOLE: ReadonlySet<string> = new Set(WHOLE_SETTINGS);

/** One change over another, as resolveSettings would merge them: objects key by key, the rest replaced. */
export function mergeChange(base: ExperimentChange = {}, over: ExperimentChange): ExperimentChange {
  return merge(base, over) as ExperimentChange;
}

function merge(base: unknown, over: unknown): unknown {
  if (!isPlainObject(base) || !isPlainObject(over)) return over;
  const merged: Record<string, unknown> = { ...base };
  for (const [key, value] of Object.entries(over))
    merged[key] = WHOLE.has(key) ? value : merge(merged[key], value);
  return merged;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
