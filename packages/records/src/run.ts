import type { DataSurvey } from './data-survey.js';
import type { ModelSettings, TrainingSettings, Transfer } from './homework.js';
import type { Inspection } from './inspection.js';
import type { RunCredits } from './photo-credit.js';

/** Where a data set's images came from. */
export type DataSource = 'prepared' | 'manual' | 'download' | 'stand-in';

/** One split as it was used: the TFDS expression and how many examples of each label it gave. */
export interface SplitUse {
  expression: string;
  numExamples: number;
  labels: Record<string, number>;
}

/** Images of a data set that were left out because they are broken. */
export interface SkippedExamples {
  count: number;
  /** Images of the data set before. */
  of: number;
  /** The first 20, in the data set's order, each with what is wrong with it. */
  examples: { key: string; reason: string }[];
}

export interface RunDataset {
  name: string;
  version: string;
  source: DataSource;
  /** sha256 over the keys, labels and image bytes of all examples, in order. */
  fingerprint: string;
  /** How encoded images become pixels, e.g. `bilinear-antialias/2`; absent in runs whose images libvips resized. */
  pixels?: string;
  /** Class names in label order. */
  labels: string[];
  splits: { train: SplitUse; validation: SplitUse; test: SplitUse };
  /** One sentence each on anything unusual, e.g. that the source has no test split of its own. */
  notes: string[];
  /** What --skip-broken left out; absent where nothing was. */
  skipped?: SkippedExamples;
  /** Absent in runs of before, and when not one image could be looked at. */
  survey?: DataSurvey;
  license?: string;
  homepage?: string;
  /** Absent where no photographer is known: drawn images, data prepared without credits, runs of before. */
  credits?: RunCredits;
}

/** A row of the model summary, as in Keras' `model.summary()`. */
export interface LayerRow {
  name: string;
  /** Keras class name, e.g. `SeparableConv2D`. */
  type: string;
  /** null is the batch dimension. */
  outputShape: (number | null)[];
  parameters: number;
  /** Those of `parameters` that training does not change: moving averages, frozen layers. */
  nonTrainable?: number;
  /** Floating-point operations of the forward pass for one image; a multiply-add counts as 2. */
  flops?: number;
  /** Bytes of the output for one image, float32. */
  activationBytes?: number;
  connectedTo: string[];
}

export interface RunModel extends ModelSettings {
  /** sha256 of the architecture without its head (the classifying layer): equal on both data sets. */
  fingerprint: string;
  parameters: { total: number; trainable: number; nonTrainable: number };
  layers: LayerRow[];
}

export interface RunEngine {
  name: 'native' | 'webgpu' | 'wasm' | 'cpu';
  version: string;
  device: string;
  threads: number;
  mode: 'compiled' | 'eager';
  /** Why it is not the best engine or mode; absent when it is. */
  fallback?: string;
}

export interface RunEnvironment {
  teamnet: string;
  node: string;
  platform: string;
  cpu: string;
  cores: number;
  memoryGiB: number;
  /** Commit of the checkout; absent outside git. */
  commit?: string;
}

/** Seconds of wall time. */
export interface RunTiming {
  /** ISO 8601, UTC. */
  startedAt: string;
  total: number;
  data: number;
  compile: number;
  train: number;
  evaluate: number;
  /** Training images a second over the training steps after the first epoch's compile. */
  imagesPerSecond: number;
}

/** One line of `history.jsonl`. */
export interface Epoch {
  /** From 1. */
  epoch: number;
  /**
   * Mean cross-entropy over the epoch's training batches, while training (augmented, dropout on); without label
   * smoothing and class weights, so that it can be compared with the validation loss.
   */
  loss: number;
  /** Top-1 accuracy over the same batches, 0..1. */
  accuracy: number;
  validationLoss: number;
  validationAccuracy: number;
  /** Of the epoch's last step. */
  learningRate: number;
  seconds: number;
  imagesPerSecond: number;
  /** Of `seconds`, those that the training steps waited for their images; absent in runs from before it. */
  waitSeconds?: number;
  /** Of a fine-tuning, from 1; absent in other trainings. */
  stage?: number;
}

/** Whether, where and by how much the network overfits; read off the history. */
export interface OverfittingVerdict {
  verdict: 'overfitting' | 'underfitting' | 'still-learning' | 'no-overfitting';
  /** Epoch of the lowest validation loss. */
  turningEpoch: number;
  /** Validation loss minus training loss at the last epoch. */
  lossGap: number;
  /** Training accuracy minus validation accuracy at the last epoch. */
  accuracyGap: number;
  /** One English sentence with the numbers it rests on. */
  evidence: string;
}

export interface ClassResult {
  label: string;
  /** Of the images predicted as this label, the share that is; null when none was predicted. */
  precision: number | null;
  /** Of the images of this label, the share that was found; null when there is none. */
  recall: number | null;
  /** Number of test images of this label. */
  support: number;
}

/** A test image that was classified wrong, surest mistakes first. */
export interface Misclassified {
  /** TFDS example key, e.g. `daisy/100080576_f52e8ee070_n.jpg`. */
  key: string;
  label: string;
  predicted: string;
  /** Softmax probability of the predicted label. */
  probability: number;
  /** JPEG or PNG beside run.json, relative to it. */
  picture: string;
}

export interface TestResult {
  numExamples: number;
  /** Mean cross-entropy. */
  loss: number;
  /** Top-1, 0..1. */
  accuracy: number;
  perClass: ClassResult[];
  /** confusion[label][predicted] = number of test images. */
  confusion: number[][];
  misclassified: Misclassified[];
}

/** The trained network that a run was distilled from. */
export interface RunTeacher {
  /** Its experiment; the data set is the run's own. */
  experiment: string;
  /** Id of its run. */
  id: string;
  /** Of its `model/weights.bin`. */
  sha256: string;
  /** Name of its network. */
  model: string;
  /** Number of its weights. */
  parameters: number;
  /** Its own test accuracy, top-1, 0..1. */
  accuracy: number;
}

/** What low-rank adaptation trained; the adapters are merged into the saved weights. */
export interface RunLora {
  rank: number;
  alpha: number;
  /** Layers that had an adapter. */
  layers: string[];
  /** Numbers in all A and B. */
  adapterParameters: number;
  /** Numbers that were trained: the adapters and the head. */
  trainedParameters: number;
  /** trainedParameters over the network's parameters. */
  trainedShare: number;
}

/** A line of `predictions.jsonl`: what the network said of one test image. */
export interface TestPrediction {
  /** TFDS example key. */
  key: string;
  label: string;
  /** The most probable label. */
  predicted: string;
  /** Softmax probability of the predicted label. */
  probability: number;
}

/** Where a network's first weights came from, and what of them was trained. */
export interface RunTransfer {
  method: Transfer['method'];
  source: {
    kind: 'imagenet' | 'run' | 'file';
    /** For people: the package, the run or the path in the app's folder. */
    name: string;
    /** Of the file with the weights. */
    sha256: string;
    /** Of the team's own run that they came from. */
    run?: { experiment: string; dataset: string; id: string; accuracy: number };
  };
  /** One, or those of a fine-tuning, in order. */
  stages: {
    /** Epochs that it took. */
    epochs: number;
    /** At its beginning. */
    learningRate: number;
    /** Layers below the head that were not frozen. */
    unfrozenLayers: number;
    /** Numbers that were trained. */
    trainable: number;
    /** Numbers that stayed as they were, moving averages included. */
    frozen: number;
  }[];
  /** Feature extraction only. */
  features?: {
    /** Numbers that stand for one image. */
    perImage: number;
    /** That computing them took, or reading them. */
    seconds: number;
    /** Whether an earlier training had computed and kept them. */
    found: boolean;
  };
}

/** A file of the run, beside run.json. */
export interface RunFile {
  path: string;
  bytes: number;
  sha256: string;
}

/** `apps/<team>/runs/<experiment>/<dataset>/run.json`: one training of one experiment on one data set. */
export interface Run {
  $schema?: string;
  format: 'teamnet-run-1';
  /** Hash of everything that decides the result; equal id = nothing to train again. */
  id: string;
  team: string;
  /** Member id. */
  student: string;
  experiment: string;
  question: string;
  /** `full` or a key of homework.json's profiles. */
  profile: string;
  settings: { model: ModelSettings; training: TrainingSettings };
  dataset: RunDataset;
  model: RunModel;
  engine: RunEngine;
  environment: RunEnvironment;
  timing: RunTiming;
  history: Epoch[];
  stopped: 'epochs' | 'early-stopping';
  /** Epoch whose weights were kept: lowest validation loss. */
  bestEpoch: number;
  overfitting: OverfittingVerdict;
  test: TestResult;
  /** Absent without distillation. */
  teacher?: RunTeacher;
  /** Absent without low-rank adaptation. */
  lora?: RunLora;
  /** Absent without transfer. */
  transfer?: RunTransfer;
  /** Pictures of what the network looks at; absent in runs of before and where none was asked for. */
  inspection?: Inspection;
  files: RunFile[];
}
