import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CourseDataset } from '@teamnet/records';
import { allBuilders } from '../../builders/all-builders.js';

export interface BenchOptions {
  datasets: CourseDataset[];
  rounds: number;
  /** Most images of each data set; undefined takes all. */
  images: number | undefined;
  /** Folder with `real/` and `originals/`, see its README. */
  data: string;
}

/**
 * `[--datasets rock_paper_scissors,tf_flowers] [--rounds N] [--images N] [--data FOLDER] [--quick]`; `--quick` is one
 * round of 300 images. Ends the program with one clear error where an option is wrong.
 */
export function benchOptions(rounds: number): BenchOptions {
  const { values } = parseArgs({
    options: {
      datasets: { type: 'string', default: Object.keys(allBuilders).join(',') },
      rounds: { type: 'string' },
      images: { type: 'string' },
      data: { type: 'string', default: '../shared/data' },
      quick: { type: 'boolean', default: false },
    },
  });
  const datasets = values.datasets.split(',');
  const unknown = datasets.find((name) => !Object.hasOwn(allBuilders, name));
  if (unknown !== undefined)
    refuse(`There is no data set "${unknown}".`, `Use ${Object.keys(allBuilders).join(' or ')}.`);
  const data = resolve(values.data);
  for (const name of datasets)
    if (!existsSync(join(data, 'real', name)))
      refuse(`${join(data, 'real', name)} is not there.`, 'Name the folder that holds real/ with --data.');
  const images = values.images ?? (values.quick ? '300' : undefined);
  return {
    datasets: datasets as CourseDataset[],
    rounds: wholeNumber(values.rounds ?? (values.quick ? '1' : String(rounds)), '--rounds', 1),
    images: images === undefined ? undefined : wholeNumber(images, '--images', 32),
    data,
  };
}

function wholeNumber(text: string, option: string, least: number): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= least) return number;
  return refuse(`${option} is "${text}".`, `Give it a whole number of ${least} or more.`);
}

/** Ends the program: it was called in a wrong way. */
function refuse(message: string, remedy: string): never {
  console.error(`error: ${message}\n  → ${remedy}`);
  return process.exit(2);
}
