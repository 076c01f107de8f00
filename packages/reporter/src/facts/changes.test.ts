import { expect, test } from 'vitest';
import { FOUR, makeHomework } from '../testing/fixture-class.js';
import { changesOf } from './changes.js';

const homework = makeHomework('team-1', FOUR, 'en');
const experiment = (id: string) => homework.experiments.find((one) => one.id === id)!;

test('a baseline that changes nothing is the defaults', () => {
  expect(changesOf(homework, experiment('baseline'), null, 'en')).toEqual([]);
  expect(changesOf(homework, experiment('no-augment'), null, 'en')).toEqual([
    { setting: 'training.augment', before: 'flip, rotate, zoom', after: 'none' },
  ]);
});

test('a baseline with changes of its own is what the others are held against, also where they lack its change', () => {
  const changed = {
    ...homework,
    experiments: homework.experiments.map((one) =>
      one.id === 'baseline'
        ? { ...one, change: { training: { augment: ['flip' as const], earlyStopping: null } } }
        : one,
    ),
  };
  const [baseline] = changed.experiments;
  expect(changesOf(changed, baseline!, null, 'en')).toEqual([
    { setting: 'training.augment', before: 'flip, rotate, zoom', after: 'flip' },
    { setting: 'training.earlyStopping', before: expect.stringContaining('5'), after: 'none' },
  ]);
  expect(changesOf(changed, experiment('no-augment'), null, 'en')).toEqual([
    { setting: 'training.augment', before: 'flip', after: 'none' },
    { setting: 'training.earlyStopping', before: 'none', after: expect.stringContaining('5') },
  ]);
  const patient = { ...experiment('no-residual'), change: { training: { earlyStopping: { patience: 9 } } } };
  expect(changesOf(changed, patient, null, 'en')).toContainEqual({
    setting: 'training.earlyStopping.patience',
    before: 'none',
    after: '9',
  });
});
