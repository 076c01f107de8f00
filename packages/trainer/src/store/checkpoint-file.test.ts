import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { makeEpoch } from '../testing/make-epoch.js';
import { type CheckpointState, readCheckpoint, writeCheckpoint } from './checkpoint-file.js';

const state: CheckpointState = {
  id: '0123456789abcdef',
  startedAt: '2026-11-24T21:00:00.000Z',
  history: [makeEpoch(1, { validationLoss: 0.1 + 0.2 })],
  variables: Array.from({ length: 12 }, (_, index) => Float32Array.of(index, 1 / 3, -0)),
  best: Array.from({ length: 12 }, (_, index) => Float32Array.of(-index)),
};

describe('A checkpoint', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'teamnet-checkpoint-'));
    file = join(folder, 'checkpoint', 'last.safetensors');
    writeCheckpoint(file, state);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('comes back with the same bits, in the same order', () => {
    expect(readCheckpoint(file, state.id)).toEqual(state);
  });

  test('of another run id is none', () => {
    expect(readCheckpoint(file, 'fedcba9876543210')).toBe('absent');
    expect(readCheckpoint(join(folder, 'elsewhere'), state.id)).toBe('absent');
  });

  test('is damaged when a bit of its numbers flipped or its end is missing', () => {
    const bytes = readFileSync(file);
    const flipped = Buffer.from(bytes);
    flipped[bytes.length - 1]! ^= 1;
    writeFileSync(file, flipped);
    expect(readCheckpoint(file, state.id)).toBe('damaged');
    for (const length of [0, 5, 40, bytes.length - 4]) {
      writeFileSync(file, bytes.subarray(0, length));
      expect(readCheckpoint(file, state.id)).toBe('damaged');
    }
  });
});
