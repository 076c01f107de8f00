import type { TrainingSettings } from './homework.js';

/** A part of a training in which the same weights are trained: one, or those of a fine-tuning. */
export interface TrainingStage {
  /** Upper bound. */
  epochs: number;
  learningRate: number;
  /** Layers below the head that are trained, counted from the top. */
  unfrozenLayers: number | 'all';
}

/** As in Keras' guide to EfficientNet (https://keras.io/examples/vision/image_classification_efficientnet_fine_tuning). */
const UNFROZEN = 20;
/** The book fine-tunes at 1e-5 after 1e-3. */
const LOWER_RATE = 0.01;

/** The stages of a training with all that its settings leave out. */
export function trainingStages(training: TrainingSettings): TrainingStage[] {
  const { transfer, epochs, optimizer } = training;
  const { learningRate } = optimizer;
  if (transfer?.method === 'feature-extraction') return [{ epochs, learningRate, unfrozenLayers: 0 }];
  if (transfer?.method !== 'fine-tuning') return [{ epochs, learningRate, unfrozenLayers: 'all' }];
  const stages = transfer.stages ?? [{ unfrozenLayers: 0 }, { unfrozenLayers: UNFROZEN }];
  return stages.map((stage) => {
    const { unfrozenLayers = 0 } = stage;
    return {
      epochs: Math.min(stage.epochs ?? epochs, epochs),
      // To twelve digits, so that 0.001 becomes 0.00001 and not 0.000010000000000000001.
      learningRate:
        stage.learningRate ??
        (unfrozenLayers === 0 ? learningRate : Number((learningRate * LOWER_RATE).toPrecision(12))),
      unfrozenLayers,
    };
  });
}
