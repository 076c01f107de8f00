import type { Run, RunTransfer } from '@teamnet/records';

/** Where a run's first weights come from, found and checked. */
export interface TransferOrigin {
  /** What run.json says of it; its sha256 is part of the run's id. */
  source: RunTransfer['source'];
  /** A weights file (ImageNet's or the team's own), or a finished run of the team. */
  weights: { file: string } | { run: Run; folder: string };
}
