import type { DataSource, Epoch, Run } from '@teamnet/records';
import type { SettingDifference } from '../facts/setting-differences.js';

/** One of two runs that are compared. */
export interface ComparedRun {
  /** What tells it from the other: the experiment, with team and data set where those differ. */
  name: string;
  runId: string;
  team: string;
  /** Member id. */
  student: string;
  /** Member's name; the id where there is no team file. */
  by: string;
  experiment: string;
  dataset: string;
  profile: string;
  settings: Run['settings'];
  accuracy: number;
  /** 95 % (Wilson). */
  interval: [number, number];
  loss: number;
  testImages: number;
  parameters: number;
  trainSeconds: number;
  bestEpoch: number;
  source: DataSource;
  history: Epoch[];
}

/** Something about two runs that is not a setting: data, machine, engine, versions. */
export interface Circumstance {
  name:
    | 'team'
    | 'student'
    | 'dataset'
    | 'source'
    | 'images'
    | 'test-split'
    | 'profile'
    | 'architecture'
    | 'parameters'
    | 'engine'
    | 'machine'
    | 'threads'
    | 'teamnet'
    | 'commit';
  first: string;
  second: string;
}

/** The two networks on the images that both were tested on. */
export interface SameImages {
  images: number;
  bothRight: number;
  onlyFirst: number;
  onlySecond: number;
  bothWrong: number;
  /** McNemar's exact test, two-sided. */
  p: number;
}

/** Why there is no test image by image. */
export type NotPaired = 'other-dataset' | 'other-images' | 'no-predictions';

/** Precision and recall of one label; null where no image was predicted or true. */
export interface ClassDifference {
  label: string;
  support: [number, number];
  precision: [number | null, number | null];
  recall: [number | null, number | null];
}

/** Two runs beside each other; all differences are second minus first. */
export interface RunComparison {
  first: ComparedRun;
  second: ComparedRun;
  /** Only what differs. */
  settings: SettingDifference[];
  /** Only what differs. */
  circumstances: Circumstance[];
  accuracy: {
    difference: number;
    /** 95 %: Agresti & Min on the same images, else Agresti & Caffo. */
    interval: [number, number];
    /** null without a test image by image. */
    sameImages: SameImages | null;
    notPaired: NotPaired | null;
    /** On the same images p < 0.05, else an interval without 0; always false on two data sets. */
    clear: boolean;
  };
  lossDifference: number;
  /** null where the two have other labels. */
  classes: ClassDifference[] | null;
  /**
   * `counts[label][predicted]` of both, and what the second has more as a share of the label's images; null where the
   * two have other labels.
   */
  confusion: { labels: string[]; first: number[][]; second: number[][]; shares: number[][] } | null;
}
