import type { ExperimentChange, SweepValue } from '../homework.js';
import type { ResolvedSettings } from '../resolve-settings.js';

/** Names that `sweep` takes beside whole paths, with the place of each in the settings. */
export const SWEEP_SETTINGS: Readonly<Record<string, string>> = {
  learningRate: 'training.optimizer.learningRate',
  momentum: 'training.optimizer.momentum',
  weightDecay: 'training.optimizer.weightDecay',
  batchSize: 'training.batchSize',
  imageSize: 'training.imageSize',
  epochs: 'training.epochs',
  labelSmoothing: 'training.labelSmoothing',
  dropout: 'model.options.dropout',
  batchNormMomentum: 'model.options.batchNormMomentum',
};

const PATH = /^(training(\.[A-Za-z]\w*)+|model\.options\.[A-Za-z]\w*)$/;

/** Where a swept setting lies, e.g. `['training', 'batchSize']`; null for a name that is none. */
export function sweepPath(setting: string): string[] | null {
  const path = Object.hasOwn(SWEEP_SETTINGS, setting) ? SWEEP_SETTINGS[setting]! : setting;
  return PATH.test(path) && path !== 'training.seed' ? path.split('.') : null;
}

/** The change that gives a setting this value. */
export function sweepChange(path: readonly string[], value: SweepValue): ExperimentChange {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as ExperimentChange;
}

/** The value that settings have there; undefined where a network's or optimizer's own default holds. */
export function valueAt(settings: ResolvedSettings, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[key] : undefined,
    settings,
  );
}

/** `learningRate`, 0.003 → `learning-rate-0-003`. */
export function sweepId(setting: string, value: SweepValue): string {
  const name = setting
    .split('.')
    .at(-1)!
    .replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const text = String(value).toLowerCase().replace(/^-/, 'minus-');
  return `${name}-${text}`.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
