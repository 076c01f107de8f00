import { isDeepStrictEqual } from 'node:util';
import {
  augmentationText,
  baselineOf,
  type Experiment,
  type Homework,
  type Language,
  type Run,
  resolveSettings,
  type TrainingSettings,
  WHOLE_SETTINGS,
} from '@teamnet/records';
import { describeDistillation, describeLora } from './describe-extras.js';
import { describeClassWeights, describeClipping, describeSchedule } from './describe-setting.js';
import { describeTransfer } from './describe-transfer.js';

const WHOLE: ReadonlySet<string> = new Set(WHOLE_SETTINGS);

/** One setting of an experiment that is not the baseline's. */
export interface Change {
  /** Path in the settings, e.g. `training.augment`. */
  setting: string;
  before: string;
  after: string;
}

/**
 * What an experiment changes against the baseline, in the order of homework.json; of the baseline itself, against the
 * homework's defaults. A baseline that changes nothing is the defaults.
 * @param run the values that were really trained with; the plan's where there is no run
 */
export function changesOf(
  homework: Homework,
  experiment: Experiment,
  run: Run | null,
  language: Language,
): Change[] {
  const known = run && (run.profile === 'full' || homework.profiles?.[run.profile] !== undefined);
  const profile = known ? run.profile : 'full';
  const baseline = baselineOf(homework);
  const reference = baseline?.id === experiment.id ? {} : (baseline?.change ?? {});
  const before = resolveSettings(homework, { ...experiment, change: reference }, profile);
  const after = run?.settings ?? resolveSettings(homework, experiment, profile);
  const own = leaves(experiment.change ?? {});
  const undone = leaves(reference).filter(
    (path) =>
      !own.some((other) => other.join('.') === path.join('.')) &&
      !isDeepStrictEqual(at(before, path), at(after, path)),
  );
  return [...own, ...undone].map((path) => ({
    setting: path.join('.'),
    before: showSetting(path, at(before, path), before.training, language),
    after: showSetting(path, at(after, path), after.training, language),
  }));
}

/** The changes in one cell: `model.options.residual: true → false`. */
export function changesInline(changes: readonly Change[], language: Language): string {
  if (changes.length === 0) return language === 'ko' ? '없음 (기본 설정)' : 'nothing (the defaults)';
  return changes
    .map(({ setting, before, after }) => `${setting.split('.').at(-1)}: ${before} → ${after}`)
    .join('; ');
}

/** Paths of all settings in an object; one that counts as a whole is not gone into. */
export function leaves(value: object, path: string[] = []): string[][] {
  return Object.entries(value).flatMap(([key, inner]) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner) && !isWhole([...path, key])
      ? leaves(inner, [...path, key])
      : [[...path, key]],
  );
}

/** The value at a path; undefined where there is none. */
export function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      // Below what is switched off (earlyStopping: null) all is off.
      inner === null ? null : typeof inner === 'object' ? (inner as Record<string, unknown>)[key] : undefined,
    value,
  );
}

function isWhole([room, setting, ...deeper]: readonly string[]): boolean {
  return room === 'training' && deeper.length === 0 && WHOLE.has(setting ?? '');
}

/** A setting's value as reports say it; `training` is the whole that it stands in. */
export function showSetting(
  path: readonly string[],
  value: unknown,
  training: TrainingSettings,
  language: Language,
): string {
  switch (path.join('.')) {
    case 'training.augment':
      return showValue((value as TrainingSettings['augment']).map(augmentationText), language);
    case 'training.learningRateSchedule':
      return describeSchedule(value as TrainingSettings['learningRateSchedule'], language);
    case 'training.gradientClipping':
      return describeClipping(value as TrainingSettings['gradientClipping'], language);
    case 'training.classWeights':
      return describeClassWeights(value as TrainingSettings['classWeights'], language);
    case 'training.lora':
      return describeLora(value as TrainingSettings['lora'], language);
    case 'training.distillation':
      return describeDistillation(value as TrainingSettings['distillation'], language);
    case 'training.transfer':
      return describeTransfer(training, language);
    case 'training.labelSmoothing':
      return String(value ?? 0);
    case 'training.resize.aspectRatio':
      return String(value ?? 'stretch');
    case 'training.resize.antialias':
      return String(value ?? true);
    case 'training.precision':
      return String(value ?? 'float32');
    default:
      return showValue(value, language);
  }
}

function showValue(value: unknown, language: Language): string {
  const words =
    language === 'ko' ? { unset: '(기본값)', none: '없음' } : { unset: '(default)', none: 'none' };
  // An option that the homework leaves out has the block's own default.
  if (value === undefined) return words.unset;
  if (value === null) return words.none;
  if (Array.isArray(value)) return value.length === 0 ? words.none : value.join(', ');
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
