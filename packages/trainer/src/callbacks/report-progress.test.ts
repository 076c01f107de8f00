import { expect, test } from 'vitest';
import { fakeTraining } from '../testing/fake-training.js';
import { makeHistory } from '../testing/make-epoch.js';
import type { TrainEvent } from '../train-event.js';
import { ReportProgress } from './report-progress.js';

test('Each epoch is told with its run, and whether it is the best so far', () => {
  const events: TrainEvent[] = [];
  const place = { experiment: 'baseline', dataset: 'tf_flowers' } as const;
  fakeTraining([new ReportProgress(place, (event) => events.push(event))], makeHistory([3, 1, 2]));
  expect(events).toMatchObject([
    { type: 'epoch', ...place, epoch: 1, epochs: 3, best: true },
    { type: 'epoch', ...place, epoch: 2, epochs: 3, best: true },
    { type: 'epoch', ...place, epoch: 3, epochs: 3, best: false },
  ]);
});
