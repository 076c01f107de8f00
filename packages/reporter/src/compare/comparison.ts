import type { DataSource, DatasetName, OverfittingVerdict } from '@teamnet/records';
import type { Standing } from '../facts/standing.js';
import type { Sample } from '../statistics/mean-interval.js';

/** One experiment on one data set in one team. */
export interface ComparisonRow {
  team: string;
  experiment: string;
  dataset: DatasetName;
  /** Member's name, or the id of somebody who is not in the team file. */
  by: string;
  /** null where the run is not shared. */
  result: {
    runId: string;
    profile: string;
    source: DataSource;
    /** sha256 of the images; rows of different ones cannot be compared. */
    dataFingerprint: string;
    model: string;
    parameters: number;
    /** Test accuracy, 0..1, with its 95 % interval (Wilson). */
    accuracy: number;
    interval: [number, number];
    /** Mean cross-entropy on the test images. */
    loss: number;
    testImages: number;
    bestEpoch: number;
    epochs: number;
    trainSeconds: number;
    overfitting: OverfittingVerdict['verdict'];
    /** Test accuracies with each seed, the run's own first; their mean, spread and 95 % interval (Student's t). */
    seeds: Sample & { accuracies: number[] };
    /** How it stands to its own team's baseline. */
    standing: Standing;
  } | null;
  /** Why it is not shared; null when it is. */
  reason: string | null;
}

/** Experiments x data sets over teams. */
export interface Comparison {
  teams: string[];
  rows: ComparisonRow[];
  /** Teams whose files could not be read, each with what is wrong; they cost the others nothing. */
  problems: { team: string; problem: string }[];
}
