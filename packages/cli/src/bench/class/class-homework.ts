import { COURSE_DATASETS, type Homework, type ModelSettings } from '@teamnet/records';

/** `real`: the homework's mini-Xception with 2.9 MB of weights a run; `small`: the same layers with few channels. */
export type WeightSize = 'small' | 'real';

const SIZES: Record<WeightSize, ModelSettings['options']> = {
  small: { sizes: [4, 4, 4, 4, 4] },
  real: {},
};

/** A homework as the apps have it: five experiments, each member has one at least. */
export function classHomework(
  team: string,
  members: readonly { id: string }[],
  seed: number,
  weights: WeightSize,
): Homework {
  const by = (place: number) => members[place % members.length]!.id;
  return {
    team,
    datasets: [...COURSE_DATASETS],
    model: { name: 'mini-xception', options: SIZES[weights] },
    training: {
      imageSize: 96,
      batchSize: 32,
      epochs: 25,
      optimizer: { name: 'adam', learningRate: 0.001 },
      augment: ['flip', 'rotate', 'zoom'],
      earlyStopping: { patience: 5 },
      seed,
    },
    experiments: [
      {
        id: 'baseline',
        by: by(0),
        question: 'How far does mini-Xception get from scratch on each data set?',
      },
      {
        id: 'no-residual',
        by: by(1),
        question: 'Do the residual connections matter in a network of this depth?',
        change: { model: { options: { residual: false } } },
      },
      {
        id: 'no-batch-norm',
        by: by(2),
        question: 'What does batch normalization buy, in accuracy and in epochs?',
        change: { model: { options: { batchNorm: false } } },
      },
      {
        id: 'no-augment',
        by: by(3),
        question: 'How much overfitting does augmentation prevent?',
        change: { training: { augment: [] } },
      },
      {
        id: 'no-separable',
        by: by(0),
        question: 'What do ordinary convolutions cost and gain against depthwise separable ones?',
        change: { model: { options: { separable: false } } },
      },
    ],
    profiles: { quick: { training: { epochs: 3 } } },
  };
}
