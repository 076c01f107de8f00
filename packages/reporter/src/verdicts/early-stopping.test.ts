import { expect, test } from 'vitest';
import { fixtureRun, judge, setHistory } from '../testing/fixture-run.js';
import { earlyStopping } from './early-stopping.js';

const epochs = (losses: number[]) => losses.map((validationLoss) => ({ validationLoss, seconds: 30 }));

test('its effect is told: which weights were kept, what the last would have been, and the time it saved', () => {
  const run = fixtureRun((made) => {
    setHistory(made, epochs([0.9, 0.6, 0.7, 0.8, 0.9, 1, 1.2]));
    made.stopped = 'early-stopping';
  });
  const said = judge(earlyStopping, run)!;
  expect(said.en).toContain(
    'after epoch 7 of at most 20, as 5 epochs in a row brought no lower validation loss',
  );
  expect(said.en).toContain('The weights of epoch 2 were kept: validation loss 0.600 instead of 1.200');
  expect(said.en).toContain('would have taken about 6 min 30 s');
  expect(said.ko).toContain('최대 20 에폭 중 7 에폭에서 끝났다');
});

test('without it, the epochs that it would have saved are told', () => {
  const run = fixtureRun((made) => {
    setHistory(made, epochs([0.9, 0.6, 0.7, 0.8, 0.9, 1, 1.2, 1.2, 1.3, 1.3]));
    made.stopped = 'epochs';
    made.settings.training.earlyStopping = null;
  });
  expect(judge(earlyStopping, run)!.en).toMatch(
    /^Not the last epoch was kept\. All 10 .* would have ended it 3 epochs sooner\.$/,
  );
});

test('a kept epoch that is hardly better is said to be so, and the last epoch as the best is no news', () => {
  const run = fixtureRun((made) => setHistory(made, epochs([0.9, 0.6, 0.61])));
  expect(judge(earlyStopping, run)!.en).toContain('That is hardly a difference.');
  expect(
    judge(
      earlyStopping,
      fixtureRun((made) => setHistory(made, epochs([0.9, 0.6]))),
    ),
  ).toBeNull();
});
