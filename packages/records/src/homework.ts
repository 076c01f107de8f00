/** The data sets that Teamnet knows. */
export type DatasetName = 'rock_paper_scissors' | 'tf_flowers';

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
  /** AdamW only (decoupled, Loshchilov & Hutter 2019); 0.004 when left out. */
  weightDecay?: number;
}

/** Random transformations of training images, each inside the compiled step. */
export type Augmentation = 'flip' | 'rotate' | 'zoom';

/** All hyper-parameters of one training; everything here decides the result and is part of the run id. */
export interface TrainingSettings {
  /** Images are resized to imageSize x imageSize pixels. */
  imageSize: number;
  batchSize: number;
  /** Upper bound; early stopping may end sooner. */
  epochs: number;
  optimizer: OptimizerSettings;
  augment: Augmentation[];
  /** Stop when validation loss has not improved for `patience` epochs; null trains all epochs. */
  earlyStopping: { patience: number } | null;
  /** Seeds weights, shuffling, dropout and augmentation. */
  seed: number;
}

/** A recursive partial, for `change` and profiles. */
export type Change<T> = {
  [K in keyof T]?: T[K] extends unknown[] ? T[K] : T[K] extends object | null ? Change<T[K]> | null : T[K];
};

export interface ExperimentChange {
  model?: { name?: string; options?: Record<string, unknown> };
  training?: Change<TrainingSettings>;
}

/** One experiment of the team; it runs on both data sets. */
export interface Experiment {
  /** Kebab-case, unique in the team; names the folder of its runs. */
  id: string;
  /** Member id of who is responsible for it. */
  by: string;
  /** What the experiment is to find out, one sentence. */
  question: string;
  /** Merged over the homework's defaults; objects merge, arrays and values replace. */
  change?: ExperimentChange;
}

/** TFDS split expressions, e.g. `train[:85%]`. */
export interface SplitExpressions {
  train: string;
  validation: string;
  test: string;
}

/** `apps/<team>/homework.json`: what to train; the only place of hyper-parameters. */
export interface Homework {
  $schema?: string;
  team: string;
  /** The same network is trained on both. */
  datasets: DatasetName[];
  model: ModelSettings;
  training: TrainingSettings;
  experiments: Experiment[];
  /** Other splits than the data set's defaults. */
  splits?: Partial<Record<DatasetName, SplitExpressions>>;
  /** `--profile NAME` merges this over the defaults before an experiment's change; `full` is always there. */
  profiles?: Record<string, { training?: Change<TrainingSettings> }>;
  /** Language of the reports; en when left out. */
  language?: Language;
}

export type Language = 'en' | 'ko';
