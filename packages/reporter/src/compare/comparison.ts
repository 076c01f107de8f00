import type { DataSource, OverfittingVerdict } from '@teamnet/records';
import type { Standing } from '../facts/standing.js';
import type { Sample } from '../statistics/mean-interval.js';
import type { TeamProblem } from '../team-records.js';
import type { ComparisonFilter } from './filter-entries.js';
import type { ComparisonOrder } from './sort-rows.js';

/** One experiment on one data set in one team. */
export interface ComparisonRow {
  team: string;
  experiment: string;
  dataset: string;
  /** Member's name, or the id of somebody who is not in the team file. */
  by: string;
  /** Member's id. */
  student: string;
  /** null where the run is not shared. */
  result: {
    runId: string;
    profile: string;
    source: DataSource;
    /** sha256 of the images; rows of different ones cannot be compared. */
    dataFingerprint: string;
    model: string;
    /** sha256 of the network without its head. */
    architecture: string;
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

/** A row whose run is shared. */
export type SharedRow = ComparisonRow & { result: NonNullable<ComparisonRow['result']> };

/** Why two results are beside each other but not compared. */
export type Incomparable = 'other-network' | 'other-profile' | 'other-settings' | 'other-images';

/** How two accuracies differ. */
export interface AccuracyDifference {
  /** -1..1. */
  difference: number;
  /** 95 % interval of the difference. */
  interval: [number, number];
  /**
   * `seeds`: Welch's t test; `same-images`: McNemar's exact test, with Agresti & Min's interval; `images`: two shares,
   * Agresti & Caffo's interval and no test.
   */
  method: 'seeds' | 'same-images' | 'images';
  /** Two-sided; null without a test. */
  p: number | null;
}

/** One experiment of one team on two data sets. */
export interface NetworkComparison {
  team: string;
  experiment: string;
  by: string;
  sides: [NetworkSide, NetworkSide];
  /** First minus second; null where they are not compared. */
  difference: (AccuracyDifference & { clear: boolean }) | null;
  reason: Incomparable | null;
}

export interface NetworkSide {
  dataset: string;
  /** Mean over the seeds where there are several. */
  accuracy: number;
  /** 95 %, over the seeds (Student's t) or the images (Wilson). */
  interval: [number, number];
  /** Accuracy of guessing, 1 / labels. */
  chance: number;
}

/** One experiment on one data set in several teams. */
export interface TeamsComparison {
  experiment: string;
  dataset: string;
  profile: string;
  /** The team of the highest accuracy, of those that trained and tested on the same images with this profile. */
  best: string;
  teams: {
    team: string;
    by: string;
    accuracy: number;
    interval: [number, number];
    /** This minus the best; p is after Holm's correction over all pairs of teams. null for the best and where not compared. */
    difference: (AccuracyDifference & { clear: boolean }) | null;
    reason: Incomparable | null;
    /** Paths of the settings that are not those of the best, e.g. `training.optimizer.learningRate`. */
    otherSettings: string[];
  }[];
}

/** Experiments x data sets over teams. */
export interface Comparison {
  teams: string[];
  /** What was asked for; only such rows are here. */
  filter: ComparisonFilter;
  /** null: team by team, experiment by experiment. */
  order: ComparisonOrder | null;
  rows: ComparisonRow[];
  /** The same network on two data sets. */
  networks: NetworkComparison[];
  /** The same experiment in several teams. */
  experiments: TeamsComparison[];
  /** Teams whose files could not be read, each with what is wrong; they cost the others nothing. */
  problems: TeamProblem[];
}
