import { openDataset, pixelRule } from '@teamnet/datasets';
import type { CourseDataset, Run } from '@teamnet/records';

/** What runs say of their data sets. */
export type ClassData = Record<CourseDataset, Run['dataset']>;

/**
 * The stand-in data sets, as a training on them describes them.
 * @param dataDir where they are prepared when they are not there
 */
export async function openClassData(dataDir: string): Promise<ClassData> {
  return {
    rock_paper_scissors: await describe('rock_paper_scissors', dataDir),
    tf_flowers: await describe('tf_flowers', dataDir),
  };
}

async function describe(dataset: CourseDataset, dataDir: string): Promise<Run['dataset']> {
  const { info, defaultSplits, splitUse } = await openDataset(dataset, { dataDir, source: 'stand-in' });
  const { name, version, source, fingerprint, labels, notes, license, homepage } = info;
  const splits = {
    train: splitUse(defaultSplits.train),
    validation: splitUse(defaultSplits.validation),
    test: splitUse(defaultSplits.test),
  };
  // As training without a "resize" of its own notes it; without it a run would count as an older program's.
  const pixels = pixelRule(undefined);
  return { name, version, source, fingerprint, pixels, labels, splits, notes, license, homepage };
}
