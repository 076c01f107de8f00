import type { DataProgress } from '@teamnet/datasets';
import type { QueuePlace, SetUpProgress } from '@teamnet/engine';
import type { Epoch, Run } from '@teamnet/records';

/** Which run an event is about. */
export interface RunPlace {
  experiment: string;
  dataset: string;
}

/** Where a training stands after one step. */
export interface StepReport {
  /** From 1. */
  epoch: number;
  /** Upper bound; early stopping may end sooner. */
  epochs: number;
  /** From 1. */
  step: number;
  /** Steps of one epoch. */
  steps: number;
  /** Mean cross-entropy over this epoch's steps so far. */
  loss: number;
  /** Top-1 accuracy over this epoch's steps so far, 0..1. */
  accuracy: number;
  /** Training images a second in this epoch so far. */
  imagesPerSecond: number;
  /** Seconds to the last step of the last epoch at this pace, validation included once it has been seen. */
  etaSeconds: number;
}

/** What `trainTeam` tells while it works. */
export type TrainEvent =
  | ({ type: 'run-start'; number: number; of: number; student: string; resumedFrom: number } & RunPlace)
  | ({ type: 'run-skipped'; number: number; of: number; refreshed: boolean } & RunPlace)
  /** A run that is there stays, though its id is another one; `difference` where its settings are others now. */
  | ({
      type: 'run-kept';
      number: number;
      of: number;
      why: 'collected' | 'elsewhere' | 'in-git' | 'source-without-weights' | 'images-elsewhere';
      student: string;
      profile: string;
      difference: string | null;
    } & RunPlace)
  | ({ type: 'run-withheld'; number: number; of: number; student: string } & RunPlace)
  | { type: 'data'; dataset: string; progress: DataProgress }
  | ({ type: 'compile'; engine: string; device: string; mode: 'compiled' | 'eager' } & RunPlace)
  | ({ type: 'compiled'; mode: 'compiled' | 'eager'; seconds: number } & RunPlace)
  | { type: 'weights'; progress: SetUpProgress }
  | ({ type: 'features'; done: number; total: number } & RunPlace)
  | ({ type: 'step' } & StepReport & RunPlace)
  | ({ type: 'epoch'; epochs: number; best: boolean } & Epoch & RunPlace)
  | ({ type: 'run-end'; number: number; of: number; run: Run; folder: string } & RunPlace)
  | ({ type: 'run-failed'; message: string } & RunPlace)
  | ({ type: 'queue' } & QueuePlace)
  | { type: 'warning'; message: string };
