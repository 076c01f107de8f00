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

/**
 * @param name also with its version as TFDS writes it, `tf_flowers:3.0.1` or `tf_flowers:3.*.*`
 * @throws DatasetUnknownError
 */
export function findBuilder(name: string): DatasetBuilder<CourseDataset> {
  const [known = '', version, ...others] = name.split(':');
  const builder = isCourseDataset(known) && others.length === 0 ? allBuilders[known] : undefined;
  if (!builder || (version !== undefined && !isVersion(builder.version, version)))
    throw new DatasetUnknownError(name, builder ? [`${known}:${builder.version}`] : Object.keys(allBuilders));
  return builder;
}

function isVersion(version: string, wanted: string): boolean {
  const parts = wanted.split('.');
  return parts.length === 3 && version.split('.').every((part, i) => parts[i] === '*' || parts[i] === part);
}
