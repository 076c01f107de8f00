import { TeamnetError } from './errors.js';
import {
  type Experiment,
  type Homework,
  type ModelSettings,
  type OptimizerSettings,
  type TrainingChange,
  type TrainingSettings,
  WHOLE_SETTINGS,
} from './homework.js';

const WHOLE: ReadonlySet<string> = new Set(WHOLE_SETTINGS);

/** The settings that a training really uses. */
export interface ResolvedSettings {
  model: ModelSettings;
  training: TrainingSettings;
}

/**
 * What one experiment trains with: the homework's defaults, over them the profile, over them the experiment's
 * change. Objects merge key by key, arrays, plain values and the WHOLE_SETTINGS replace; another optimizer takes over
 * the learning rate and nothing else. Feature extraction has no augmentation.
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
  const { change, derived } = experiment;
  const training = mergeTraining(mergeTraining(homework.training, overlay.training), change?.training);
  if (derived?.kind === 'repeat') training.seed += derived.number - 1;
  // Its features are computed once, of each photo as it is.
  if (training.transfer?.method === 'feature-extraction') training.augment = [];
  return { model: merge(homework.model, change?.model) as ModelSettings, training };
}

function mergeTraining(base: TrainingSettings, over: TrainingChange = {}): TrainingSettings {
  const { optimizer, ...rest } = over;
  const whole = Object.fromEntries(Object.entries(over).filter(([key]) => WHOLE.has(key)));
  const merged = { ...(merge(base, rest) as TrainingSettings), ...whole };
  if (!optimizer) return merged;
  const { name, learningRate } = base.optimizer;
  // The options of one optimizer mean nothing to another.
  const kept = (optimizer.name ?? name) === name ? base.optimizer : { name, learningRate };
  return { ...merged, optimizer: merge(kept, optimizer) as OptimizerSettings };
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
