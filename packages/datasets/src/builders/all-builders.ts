import { type CourseDataset, isCourseDataset } from '@teamnet/records';
import { DatasetUnknownError } from '../errors.js';
import type { DatasetBuilder } from './builder.js';
import { rockPaperScissors } from './rock-paper-scissors.js';
import { tfFlowers } from './tf-flowers.js';

/** Every data set that Teamnet knows: the course's. A new one is a file beside this and a line here. */
export const allBuilders: Readonly<Record<CourseDataset, DatasetBuilder<CourseDataset>>> = {
  rock_paper_scissors: rockPaperScissors,
  tf_flowers: tfFlowers,
};

/** @throws DatasetUnknownError */
export function findBuilder(name: string): DatasetBuilder<CourseDataset> {
  if (!isCourseDataset(name)) throw new DatasetUnknownError(name, Object.keys(allBuilders));
  return allBuilders[name];
}
