import type { Distillation } from '@teamnet/records';
import type * as tf from '@tensorflow/tfjs';
import { loadSavedNetwork } from '../store/saved-network.js';
import type { TeacherRun } from './read-teacher.js';

/** A teacher as a training step needs it. */
export interface Teacher {
  /** Raw pixels to logits; never trained. */
  model: tf.LayersModel;
  temperature: number;
  hardWeight: number;
  softWeight: number;
}

/**
 * Loads the teacher's network and completes the settings with their defaults.
 * @throws RunUnusableError
 */
export async function openTeacher(
  { run, folder }: TeacherRun,
  { temperature = 4, hardWeight = 0.3, softWeight = 0.7 }: Distillation,
): Promise<Teacher> {
  const model = await loadSavedNetwork(run, folder);
  return { model, temperature, hardWeight, softWeight };
}
