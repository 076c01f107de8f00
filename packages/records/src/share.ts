import type { RunFile } from './run.js';

/** A run inside a file made by `teamnet share`; it lies there under `runs/<experiment>/<dataset>/`. */
export interface ShareRun {
  experiment: string;
  dataset: string;
  /** Of its run.json. */
  id: string;
  /** All files that are in the archive, run.json among them. */
  files: RunFile[];
  /** Files of run.json that are not: its weights. */
  leftOut: RunFile[];
}

/** A run of the same member that is not inside. */
export interface ShareGap {
  experiment: string;
  dataset: string;
  /** Kept back by its author; not asked for this time; missing, broken or of other settings. */
  why: 'withheld' | 'not-chosen' | 'not-usable';
  /** One English sentence. */
  detail: string;
}

/** `share.json`: what a file made by `teamnet share` holds. */
export interface Share {
  $schema?: string;
  format: 'teamnet-share-1';
  team: string;
  /** Member id of the author of all its runs. */
  student: string;
  runs: ShareRun[];
  notShared: ShareGap[];
}
