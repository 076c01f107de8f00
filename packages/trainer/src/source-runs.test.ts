import { expect, test } from 'vitest';
import { otherDataset } from './source-runs.js';

test("weights come from the course's other data set, also where the team's own stands first", () => {
  for (const datasets of [
    ['rock_paper_scissors', 'tf_flowers'],
    ['leaves', 'tf_flowers', 'rock_paper_scissors'],
  ]) {
    expect(otherDataset('rock_paper_scissors', datasets)).toBe('tf_flowers');
    expect(otherDataset('tf_flowers', datasets)).toBe('rock_paper_scissors');
  }
});

test("to a team's own they come from the first of the course's that the homework has, else from the first other", () => {
  expect(otherDataset('leaves', ['leaves', 'tf_flowers', 'rock_paper_scissors'])).toBe('rock_paper_scissors');
  expect(otherDataset('leaves', ['leaves', 'shells', 'tf_flowers'])).toBe('tf_flowers');
  expect(otherDataset('leaves', ['shells', 'leaves'])).toBe('shells');
  expect(otherDataset('tf_flowers', ['tf_flowers', 'leaves'])).toBe('leaves');
});

test('of a homework with one data set the other one is a data set of the course, which is not trained', () => {
  expect(otherDataset('tf_flowers', ['tf_flowers'])).toBe('rock_paper_scissors');
});
