import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { type Epoch, writeWhole } from '@teamnet/records';
import { decodeSafetensors, encodeSafetensors } from './safetensors.js';

/** Everything that a training needs to go on from the end of an epoch with the same bits. */
export interface CheckpointState {
  /** The run's id: a checkpoint of other settings is of no use. */
  id: string;
  /** ISO 8601, UTC: when the training first began. */
  startedAt: string;
  /** One entry for each epoch done. */
  history: Epoch[];
  /** The program's variables after the last epoch: weights, moving statistics, optimizer state. */
  variables: Float32Array[];
  /** The same after the epoch of the lowest validation loss. */
  best: Float32Array[];
}

/**
 * Writes a checkpoint as one safetensors file, whole or not at all.
 * @throws RecordWriteError
 */
export function writeCheckpoint(file: string, state: CheckpointState): void {
  const arrays = new Map<string, Float32Array>();
  for (const [index, values] of state.variables.entries()) arrays.set(`variables.${index}`, values);
  for (const [index, values] of state.best.entries()) arrays.set(`best.${index}`, values);
  const metadata = {
    format: 'teamnet-checkpoint-1',
    id: state.id,
    startedAt: state.startedAt,
    history: JSON.stringify(state.history),
    sha256: digest(arrays.values()),
  };
  writeWhole(file, encodeSafetensors({ metadata, arrays }));
}

/**
 * Reads a checkpoint back.
 * @returns the state; `absent` when there is none or it is of another run id; `damaged` when it cannot be trusted
 */
export function readCheckpoint(file: string, id: string): CheckpointState | 'absent' | 'damaged' {
  if (!existsSync(file)) return 'absent';
  const decoded = decodeSafetensors(readFileSync(file));
  if (decoded === null) return 'damaged';
  const { metadata, arrays } = decoded;
  if (metadata.id !== id) return 'absent';
  if (metadata.format !== 'teamnet-checkpoint-1' || metadata.sha256 !== digest(arrays.values()))
    return 'damaged';
  const collect = (prefix: string) =>
    [...arrays].filter(([name]) => name.startsWith(prefix)).map(([, values]) => values);
  return {
    id,
    startedAt: metadata.startedAt!,
    history: JSON.parse(metadata.history!) as Epoch[],
    variables: collect('variables.'),
    best: collect('best.'),
  };
}

function digest(arrays: Iterable<Float32Array>): string {
  const hash = createHash('sha256');
  for (const { buffer, byteOffset, byteLength } of arrays)
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  return hash.digest('hex');
}
