import type { Epoch, LearningRateSchedule, TrainingSettings } from '@teamnet/records';
import { TrainingPlanError } from '../errors.js';
import { cosineDecay } from './cosine-decay.js';
import { exponentialDecay } from './exponential-decay.js';
import { piecewiseConstantDecay } from './piecewise-constant-decay.js';
import { reduceOnPlateau } from './reduce-on-plateau.js';

/**
 * The learning rate of a step.
 * @param step number over all epochs, from 0, as Keras' `optimizer.iterations` before the step
 * @param history the epochs done before it
 */
export type LearningRate = (step: number, history: readonly Epoch[]) => number;

/**
 * The learning rate that the settings ask for, as a function of nothing but the step and the history, so that a
 * training that goes on from a checkpoint gets the same one. A warm-up (Goyal et al. 2017) is that of Keras'
 * CosineDecay, and a decay counts its steps from the end of it.
 * @param stepsPerEpoch training steps of one epoch
 * @throws TrainingPlanError when the warm-up is longer than the training
 */
export function learningRateOf(
  { optimizer, learningRateSchedule: schedule, epochs }: TrainingSettings,
  stepsPerEpoch: number,
): LearningRate {
  const { learningRate } = optimizer;
  if (!schedule) return () => learningRate;
  const toSteps = (inEpochs: number) => Math.max(1, Math.round(inEpochs * stepsPerEpoch));
  const { warmupSteps, warmupEpochs, warmupFrom = 0 } = schedule;
  const warmup = warmupSteps ?? (warmupEpochs === undefined ? 0 : toSteps(warmupEpochs));
  const steps = epochs * stepsPerEpoch;
  if (warmup > steps || (warmup === steps && schedule.name === 'cosine-decay'))
    throw new TrainingPlanError(
      `The learning rate's warm-up of ${warmup} steps leaves nothing of the training's ${steps} (${epochs} epochs of ${stepsPerEpoch}).`,
      'Shorten learningRateSchedule in homework.json, where epochs are fewer in a profile for that profile too.',
    );
  const decay = decayOf(schedule, learningRate, steps - warmup, toSteps);
  return (step, history) =>
    step < warmup ? warmupFrom + ((learningRate - warmupFrom) * step) / warmup : decay(step, warmup, history);
}

function decayOf(
  schedule: LearningRateSchedule,
  learningRate: number,
  rest: number,
  toSteps: (epochs: number) => number,
): (step: number, warmup: number, history: readonly Epoch[]) => number {
  const decaySteps = (given: { decaySteps?: number; decayEpochs?: number }) =>
    given.decaySteps ?? (given.decayEpochs === undefined ? rest : toSteps(given.decayEpochs));
  switch (schedule.name) {
    case 'constant':
      return () => learningRate;
    case 'cosine-decay': {
      const options = { learningRate, decaySteps: decaySteps(schedule), alpha: schedule.alpha ?? 0 };
      return (step, warmup) => cosineDecay(step - warmup, options);
    }
    case 'exponential-decay': {
      const { decayRate, staircase = false } = schedule;
      const options = { learningRate, decaySteps: decaySteps(schedule), decayRate, staircase };
      return (step, warmup) => exponentialDecay(step - warmup, options);
    }
    case 'piecewise-constant-decay': {
      const values = [learningRate, ...schedule.values];
      // The last step of the epoch before: Keras' boundary belongs to the rate that it ends.
      const ofEpochs = (schedule.boundaryEpochs ?? []).map((epochs) => toSteps(epochs) - 1);
      const boundaries = schedule.boundarySteps ?? ofEpochs;
      return (step) => piecewiseConstantDecay(step, boundaries, values);
    }
    case 'reduce-on-plateau':
      return (_step, _warmup, history) => reduceOnPlateau(history, { learningRate, ...schedule });
  }
}
