import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeTraining } from '../testing/fake-training.js';
import { makeHistory } from '../testing/make-epoch.js';
import { HistoryFile } from './history-file.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-history-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test.each([0, 2])('history.jsonl has one line an epoch when %i of them were done before', (done) => {
  const file = join(folder, 'history.jsonl');
  const epochs = makeHistory([3, 2, 1]);
  fakeTraining([new HistoryFile(file)], epochs, done);
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toEqual(epochs);
});
