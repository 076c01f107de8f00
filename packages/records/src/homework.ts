import type { Augmentation } from './augmentation.js';

/** Which network, with which options; the name is one of core-blocks' or a path such as `./src/model.ts`. */
export interface ModelSettings {
  name: string;
  options: Record<string, unknown>;
}

export interface OptimizerSettings {
  name: 'adam' | 'adamw' | 'sgd' | 'rmsprop';
  /** Step size; 0.001 is Adam's usual one. */
  learningRate: number;
  /** SGD and RMSprop only; 0 when left out. */
  momentum?: number;
  /** SGD with momentum only: Nesterov's form of it; false when left out. */
  nesterov?: boolean;
  /** AdamW only (decoupled, Loshchilov & Hutter 2019); 0.004 when left out. */
  weightDecay?: number;
}

/** A learning rate that rises linearly to the optimizer's at the beginning (Goyal et al. 2017), for steps or epochs. */
export interface WarmUp {
  warmupSteps?: number;
  /** May be a fraction. */
  warmupEpochs?: number;
  /** Learning rate of the first step; 0 when left out. */
  warmupFrom?: number;
}

/** Half a cosine down to `alpha` times the learning rate; over the rest of the training when no length is given. */
export interface CosineDecay extends WarmUp {
  name: 'cosine-decay';
  decaySteps?: number;
  decayEpochs?: number;
  /** 0 when left out. */
  alpha?: number;
}

/** Times `decayRate` every `decaySteps` or `decayEpochs` (one of the two). */
export interface ExponentialDecay extends WarmUp {
  name: 'exponential-decay';
  decaySteps?: number;
  decayEpochs?: number;
  decayRate: number;
  /** In stairs instead of smoothly; false when left out. */
  staircase?: boolean;
}

/** One learning rate after the other; the first is the optimizer's. */
export interface PiecewiseConstantDecay extends WarmUp {
  name: 'piecewise-constant-decay';
  /** Steps, counted from 0 as in Keras, up to and with which each rate holds. */
  boundarySteps?: number[];
  /** Epochs after which each rate ends. */
  boundaryEpochs?: number[];
  /** As many as boundaries: the learning rate beyond each. */
  values: number[];
}

/** Times `factor` whenever the validation loss made no new low for `patience` epochs. */
export interface ReduceOnPlateau extends WarmUp {
  name: 'reduce-on-plateau';
  /** 0.1 when left out. */
  factor?: number;
  /** Epochs; 10 when left out. */
  patience?: number;
  /** By how much a new low must be lower; 0.0001 when left out. */
  minDelta?: number;
  /** Epochs after a reduction in which nothing is counted; 0 when left out. */
  cooldown?: number;
  /** 0 when left out. */
  minLearningRate?: number;
}

/** The optimizer's learning rate after a warm-up. */
export interface ConstantRate extends WarmUp {
  name: 'constant';
}

/**
 * How the learning rate goes on from the optimizer's; names, options, formulas and defaults are those of Keras
 * (https://keras.io/api/optimizers/learning_rate_schedules, https://keras.io/api/callbacks/reduce_lr_on_plateau).
 */
export type LearningRateSchedule =
  | ConstantRate
  | CosineDecay
  | ExponentialDecay
  | PiecewiseConstantDecay
  | ReduceOnPlateau;

/**
 * An upper bound for gradients, one of: `norm` for the L2 norm of each weight's (Keras' `clipnorm`), `globalNorm` for
 * that of all together (`global_clipnorm`), `value` for each number (`clipvalue`).
 */
export type GradientClipping = { norm: number } | { globalNorm: number } | { value: number };

/** `balanced`: n / (classes * n of the label) in the training split, as scikit-learn does; else label to weight. */
export type ClassWeights = 'balanced' | Record<string, number>;

/**
 * Low-rank adaptation (Hu et al. 2021, https://arxiv.org/abs/2106.09685): pretrained kernels W stay, W + alpha / rank *
 * A B is trained through A and B, and the head as usual.
 */
export interface Lora {
  /** Columns of A, rows of B; 4 when left out. */
  rank?: number;
  /** Twice the rank when left out. */
  alpha?: number;
  /** Names of layers, `*` standing for any characters; all but the head when left out. */
  layers?: 'all' | string[];
}

/**
 * Knowledge distillation (Hinton et al. 2015, https://arxiv.org/abs/1503.02531): hardWeight * cross-entropy with the
 * labels + softWeight * temperature² * KL divergence from the teacher's softmax(logits / temperature) to the network's.
 */
export interface Distillation {
  /** Id of the experiment whose run on the same data set is the teacher. */
  teacher: string;
  /** 4 when left out. */
  temperature?: number;
  /** 0.3 when left out. */
  hardWeight?: number;
  /** 0.7 when left out. */
  softWeight?: number;
}

/**
 * Where weights come from: ImageNet (downloaded), the team's own run of an experiment (on the other data set when
 * `dataset` is left out: see otherDataset), or a weights file of Keras or PyTorch, relative to the app's folder.
 */
export type TransferSource = 'imagenet' | { run: string; dataset?: string } | { file: string };

/** One part of a fine-tuning; see the schema for what is taken where something is left out. */
export interface FineTuningStage {
  /** Upper bound. */
  epochs?: number;
  learningRate?: number;
  /** Layers below the head that are trained too, counted from the top. */
  unfrozenLayers?: number | 'all';
}

/**
 * Transfer learning (Chollet, Deep Learning with Python, 2nd ed., section 8.3): all layers but the head begin with the
 * weights of a trained network. `feature-extraction` freezes them and computes what they say of each photo once;
 * `fine-tuning` goes through its stages with batch normalization frozen; `initialization` freezes nothing.
 */
export interface Transfer {
  from: TransferSource;
  method: 'feature-extraction' | 'fine-tuning' | 'initialization';
  /** Fine-tuning only: the head alone, then with the top 20 layers, when left out. */
  stages?: FineTuningStage[];
}

/** How photos that are no squares come to imageSize x imageSize pixels; with bilinear interpolation. */
export interface ResizeSettings {
  /**
   * `stretch` when left out; `crop` keeps the middle square (Keras' crop_to_aspect_ratio), `pad` adds black beside it
   * (pad_to_aspect_ratio).
   */
  aspectRatio?: 'stretch' | 'crop' | 'pad';
  /** Looks at all pixels where it shrinks, as `tf.image.resize(antialias=True)`; true when left out. */
  antialias?: boolean;
}

/** All hyper-parameters of one training; everything here decides the result and is part of the run id. */
export interface TrainingSettings {
  /** Images are resized to imageSize x imageSize pixels. */
  imageSize: number;
  resize?: ResizeSettings;
  batchSize: number;
  /** Upper bound; early stopping may end sooner. */
  epochs: number;
  optimizer: OptimizerSettings;
  /** Random transformations of training images, inside the compiled step; each kind at most once. */
  augment: Augmentation[];
  /** Stop when validation loss has not improved for `patience` epochs; null trains all epochs. */
  earlyStopping: { patience: number } | null;
  /** Seeds weights, shuffling, dropout and augmentation. */
  seed: number;
  /** The optimizer's learning rate all the way when null or left out. */
  learningRateSchedule?: LearningRateSchedule | null;
  gradientClipping?: GradientClipping | null;
  /** Share of the target that goes to all labels alike, 0 (as when left out) to below 1. */
  labelSmoothing?: number;
  /** What an image of each label counts in the loss that is minimized; 1 when null or left out. */
  classWeights?: ClassWeights | null;
  /** Of the numbers that convolutions and matrix products multiply; float32 when left out. */
  precision?: 'float32' | 'bfloat16';
  /** All weights are trained when null or left out. */
  lora?: Lora | null;
  /** Learns from the labels alone when null or left out. */
  distillation?: Distillation | null;
  /** All weights begin with the seed's when null or left out. */
  transfer?: Transfer | null;
}

/** Settings of several shapes, or that mean nothing in part: a change replaces them whole. */
export const WHOLE_SETTINGS = [
  'learningRateSchedule',
  'gradientClipping',
  'classWeights',
  'lora',
  'distillation',
  'transfer',
] as const;
type WholeSetting = (typeof WHOLE_SETTINGS)[number];

/** What an experiment or a profile may say about the training. */
export type TrainingChange = Change<Omit<TrainingSettings, WholeSetting>> &
  Partial<Pick<TrainingSettings, WholeSetting>>;

/** A recursive partial, for `change` and profiles. */
export type Change<T> = {
  [K in keyof T]?: T[K] extends unknown[] ? T[K] : T[K] extends object | null ? Change<T[K]> | null : T[K];
};

export interface ExperimentChange {
  model?: { name?: string; options?: Record<string, unknown> };
  training?: TrainingChange;
}

/** One experiment of the team; it runs on all data sets of the homework. */
export interface Experiment {
  /** Kebab-case, unique in the team; names the folder of its runs. */
  id: string;
  /** Member id of who is responsible for it. */
  by: string;
  /** What the experiment is to find out, one sentence. */
  question: string;
  /** Merged over the homework's defaults; see resolveSettings. */
  change?: ExperimentChange;
  /** What made it, where it is one that readHomework derived; never in homework.json itself. */
  derived?: Derived;
}

/** A part of the network or the training that an ablation takes away. */
export type AblationPart =
  | 'residual'
  | 'batch-norm'
  | 'separable'
  | 'augment'
  | 'dropout'
  | 'gap'
  | 'squeeze-excitation';

/** An entry of `ablate`; members take turns where `by` is left out, and the question is generated. */
export type AblationEntry = AblationPart | { part: AblationPart; by?: string; question?: string };

/** A value that a sweep gives to a setting. */
export type SweepValue = number | string | boolean;

/** Where a derived experiment comes from; `of` is the id of the one that it is compared with, or repeats. */
export type Derived =
  | { kind: 'ablation'; of: string; part: AblationPart }
  | { kind: 'sweep'; of: string; setting: string; value: SweepValue }
  /** `number` from 2: trained with the experiment's seed + number - 1. */
  | { kind: 'repeat'; of: string; number: number };

/** TFDS split expressions, e.g. `train[:85%]`. */
export interface SplitExpressions {
  train: string;
  validation: string;
  test: string;
}

/** A team's own data set, in the convention of TFDS' ImageFolder: `<split>/<label>/*.jpg`, or `<label>/*.jpg`. */
export interface OwnDataset {
  /** Letters a-z, digits and `_`, a letter first; none of the course's. */
  name: string;
  /** Relative to the app's folder, and inside of it; this or `archive`. */
  folder?: string;
  /** A zip, tgz or tar.gz of such a folder. */
  archive?: string;
  /** Who made the images and what may be done with them, for the reports. */
  license?: string;
  homepage?: string;
  /** By the splits that the folder has when left out; see defineDataset of the datasets room. */
  splits?: SplitExpressions;
}

/** `apps/<team>/homework.json`: what to train; the only place of hyper-parameters. */
export interface Homework {
  $schema?: string;
  team: string;
  /** Names, in order; the same network is trained on each. In homework.json a team's own stands there as it is. */
  datasets: string[];
  /** Those of `datasets` that are not the course's, once read; absent where there are none, and in homework.json. */
  ownDatasets?: OwnDataset[];
  model: ModelSettings;
  training: TrainingSettings;
  /** Once read: with those that `ablate` and `sweep` make. */
  experiments: Experiment[];
  /** One experiment each, `no-<part>`: the baseline without it. */
  ablate?: AblationEntry[];
  /** One experiment a value and setting: the baseline with that value. Names in sweep-setting.ts, or a path. */
  sweep?: Record<string, SweepValue[]>;
  /** How often everything is trained, with seed, seed + 1, …; 1 when left out. See repeatsOf. */
  seeds?: number;
  /** Other splits than a data set's defaults; in homework.json those of the course's, once read of all. */
  splits?: Partial<Record<string, SplitExpressions>>;
  /** `--profile NAME` merges this over the defaults before an experiment's change; `full` is always there. */
  profiles?: Record<string, { training?: TrainingChange }>;
  /** Language of the reports; en when left out. */
  language?: Language;
}

export type Language = 'en' | 'ko';
