import { appendFileSync, writeFileSync } from 'node:fs';
import type { Epoch } from '@teamnet/records';
import type { Callback, Training } from './callback.js';

/** Writes `history.jsonl`: one line of JSON an epoch, as soon as the epoch ends. */
export class HistoryFile implements Callback {
  constructor(readonly file: string) {}

  onTrainBegin(training: Training): void {
    writeFileSync(this.file, training.history.map(line).join(''));
  }

  onEpochEnd(epoch: Epoch): void {
    appendFileSync(this.file, line(epoch));
  }
}

function line(epoch: Epoch): string {
  return `${JSON.stringify(epoch)}\n`;
}
