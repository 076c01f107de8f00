import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCheckpoint } from '../store/checkpoint-file.js';
import { fakeTraining } from '../testing/fake-training.js';
import { makeHistory } from '../testing/make-epoch.js';
import { BestWeights } from './best-weights.js';
import { Checkpoint } from './checkpoint.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-checkpoint-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('After each epoch the checkpoint holds the history, the last variables and the best ones', () => {
  const file = join(folder, 'last.safetensors');
  const run = { id: '0123456789abcdef', startedAt: '2026-11-24T21:00:00.000Z' };
  const best = new BestWeights();
  const history = makeHistory([3, 1, 2]);
  const checkpoint = new Checkpoint(file, run, best);
  fakeTraining([best, checkpoint], history);
  expect(checkpoint.epochsDone).toBe(3);
  expect(readCheckpoint(file, run.id)).toEqual({
    ...run,
    history,
    variables: [Float32Array.of(3)],
    best: [Float32Array.of(2)],
  });
});
