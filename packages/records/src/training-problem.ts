import { type Augmentation, augmentationName } from './augmentation.js';
import type { LearningRateSchedule, OptimizerSettings, TrainingSettings } from './homework.js';
import { transferProblem } from './transfer-problem.js';

/** The options of each optimizer, beside name and learning rate. */
const OPTIMIZER_OPTIONS: Record<OptimizerSettings['name'], readonly string[]> = {
  adam: [],
  adamw: ['weightDecay'],
  sgd: ['momentum', 'nesterov'],
  rmsprop: ['momentum'],
};

/**
 * What of training settings that fit their schema cannot go together.
 * @returns null when all can, else one sentence that names the place, e.g. `"optimizer.momentum"`
 */
export function findTrainingProblem(training: TrainingSettings): string | null {
  const { optimizer, augment, learningRateSchedule } = training;
  const problem = optimizerProblem(optimizer) ?? augmentProblem(augment) ?? transferProblem(training);
  return problem ?? (learningRateSchedule ? scheduleProblem(learningRateSchedule) : null);
}

function optimizerProblem({ name, learningRate: _, ...options }: OptimizerSettings): string | null {
  const known = OPTIMIZER_OPTIONS[name];
  const foreign = Object.keys(options).find((option) => !known.includes(option));
  if (foreign !== undefined) {
    const has = known.length === 0 ? 'it takes none' : `it takes ${known.join(', ')}`;
    return `"optimizer.${foreign}" is no option of ${name}; ${has}.`;
  }
  if (options.nesterov && !options.momentum)
    return '"optimizer.nesterov" needs an "optimizer.momentum" above 0.';
  return null;
}

function augmentProblem(augment: readonly Augmentation[]): string | null {
  const names = augment.map(augmentationName);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) return `"augment" names ${twice} twice.`;
  for (const [index, entry] of augment.entries())
    if (typeof entry === 'object' && entry.name === 'erase' && entry.scale && entry.scale[0] > entry.scale[1])
      return `"augment[${index}].scale" must have the lesser number first.`;
  return null;
}

function scheduleProblem(schedule: LearningRateSchedule): string | null {
  const place = (option: string) => `"learningRateSchedule.${option}"`;
  const either = (steps: string, inEpochs: string) =>
    steps in schedule && inEpochs in schedule
      ? `${place(steps)} and ${place(inEpochs)} say the same; leave one of them out.`
      : null;
  const twice =
    either('warmupSteps', 'warmupEpochs') ??
    either('decaySteps', 'decayEpochs') ??
    either('boundarySteps', 'boundaryEpochs');
  if (twice) return twice;
  const { name } = schedule;
  const warm = (schedule.warmupEpochs ?? schedule.warmupSteps) !== undefined;
  if (schedule.warmupFrom !== undefined && !warm)
    return `${place('warmupFrom')} needs "warmupEpochs" or "warmupSteps".`;
  switch (name) {
    case 'constant':
      return warm ? null : `"learningRateSchedule" constant needs "warmupEpochs" or "warmupSteps".`;
    case 'cosine-decay':
    case 'reduce-on-plateau':
      return null;
    case 'exponential-decay':
      return (schedule.decaySteps ?? schedule.decayEpochs) === undefined
        ? '"learningRateSchedule" lacks "decayEpochs" or "decaySteps".'
        : null;
    case 'piecewise-constant-decay': {
      const key = schedule.boundarySteps ? 'boundarySteps' : 'boundaryEpochs';
      const boundaries = schedule[key];
      if (!boundaries) return '"learningRateSchedule" lacks "boundaryEpochs" or "boundarySteps".';
      if (boundaries.some((boundary, index) => index > 0 && boundary <= boundaries[index - 1]!))
        return `${place(key)} must rise.`;
      return boundaries.length === schedule.values.length
        ? null
        : `${place('values')} must have as many entries as ${key}, ${boundaries.length}, not ${schedule.values.length}.`;
    }
  }
}
