import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeTraining } from '../testing/fake-training.js';
import { makeHistory } from '../testing/make-epoch.js';
import { TensorBoard } from './tensorboard.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'teamnet-tensorboard-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const read = (kind: string) =>
  readFileSync(join(folder, kind, 'events.out.tfevents.1795554000.teamnet')).toString('latin1');

test("Losses, accuracies and learning rates go to TensorBoard under the names of Keras' callback", () => {
  fakeTraining([new TensorBoard(folder, '2026-11-24T21:00:00.000Z')], makeHistory([3, 2, 1]));
  expect(read('train').match(/epoch_[a-z_]+/g)).toEqual(
    [1, 2, 3].flatMap(() => ['epoch_loss', 'epoch_accuracy', 'epoch_learning_rate']),
  );
  expect(read('validation').match(/epoch_[a-z_]+/g)).toEqual(
    [1, 2, 3].flatMap(() => ['epoch_loss', 'epoch_accuracy']),
  );
});

test('A resumed training writes the same events as one that was never stopped', () => {
  const write = (done: number) => {
    fakeTraining([new TensorBoard(folder, '2026-11-24T21:00:00.000Z')], makeHistory([3, 2, 1]), done);
    return [read('train'), read('validation')];
  };
  expect(write(2)).toEqual(write(0));
});
