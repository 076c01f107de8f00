import { Writable } from 'node:stream';
import type { Run } from '@teamnet/records';
import { expect, test } from 'vitest';
import { makeEpoch } from '../testing/make-epoch.js';
import type { TrainEvent } from '../train-event.js';
import { TerminalProgress } from './terminal-progress.js';

const place = { experiment: 'baseline', dataset: 'tf_flowers' } as const;
const step = (number: number): TrainEvent => ({
  type: 'step',
  ...place,
  epoch: 1,
  epochs: 20,
  step: number,
  steps: 65,
  loss: 1.5,
  accuracy: 0.4,
  imagesPerSecond: 232.4,
  etaSeconds: 185,
});
const run = {
  test: { accuracy: 0.75, numExamples: 445, loss: 0.61 },
  bestEpoch: 1,
  stopped: 'early-stopping',
  timing: { total: 61.3 },
  overfitting: { verdict: 'overfitting' },
} as Run;
const events: TrainEvent[] = [
  {
    type: 'data',
    dataset: 'tf_flowers',
    progress: { kind: 'decode', dataset: 'tf_flowers', split: 'train', done: 1, total: 2 },
  },
  {
    type: 'data',
    dataset: 'tf_flowers',
    progress: { kind: 'warning', dataset: 'tf_flowers', message: 'stand-in' },
  },
  {
    type: 'data',
    dataset: 'tf_flowers',
    progress: {
      kind: 'download',
      dataset: 'tf_flowers',
      file: 'flower_photos.tgz',
      done: 18087936,
      total: 228813984,
    },
  },
  { type: 'run-start', ...place, number: 2, of: 10, student: 's3-1', resumedFrom: 3 },
  { type: 'compile', ...place, engine: 'native', device: 'cpu', mode: 'compiled' },
  { type: 'compiled', ...place, mode: 'compiled', seconds: 1.56 },
  step(1),
  step(2),
  { type: 'epoch', ...place, ...makeEpoch(1), epochs: 20, best: true },
  { type: 'run-end', ...place, number: 2, of: 10, run, folder: '/x' },
];

function show(isTTY: boolean): string {
  let written = '';
  const stream = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        written += chunk;
        done();
      },
    }),
    { isTTY, columns: 100, cursorTo: () => true, clearLine: () => true, moveCursor: () => true },
  );
  using progress = new TerminalProgress(stream as unknown as NodeJS.WriteStream);
  for (const event of events) progress.onEvent(event);
  return written;
}

test('Away from a terminal there is a line an epoch and none a step', () => {
  expect(show(false).split('\n')).toEqual([
    '  Note: tf_flowers: stand-in',
    '[2/10] baseline on tf_flowers (s3-1); goes on after epoch 3',
    '  compiling the training step (native, cpu)',
    '  compiled in 1.6 s',
    '  epoch 1/20: loss 1.0000, accuracy 50.0 %; validation 1.0000, 50.0 % (best); 2.0 s, 200 img/s',
    '  test accuracy 75.0 % on 445 images, loss 0.6100 (weights of epoch 1, stopped early); overfitting; 61.3 s',
    '',
  ]);
});

test('On a terminal a bar shows images a second, the loss and the time left', () => {
  const written = show(true);
  expect(written).toContain('epoch 1/20');
  expect(written).toContain('2/65 | loss 1.5000 | 232 img/s | 3 min 05 s left');
  expect(written).toMatch(/decoding tf_flowers [█░]+ 1 of 2\b/);
  expect(written).toMatch(/downloading tf_flowers [█░]+ 18\.1 of 228\.8 MB/);
  expect(written).toContain('test accuracy 75.0 %');
});
