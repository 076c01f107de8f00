import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rockPaperScissors } from '../../builders/rock-paper-scissors.js';
import { prepareDataset } from '../../prepare/prepare-dataset.js';
import { openPrepared } from '../../sources/open-prepared.js';
import { judge, listTree, type Outcome } from '../judge.js';

const FOLDER = join('rock_paper_scissors', '3.0.0');

/**
 * Prepares rock_paper_scissors from one mutated archive as `teamnet data prepare` does. Afterwards the data folder
 * must hold the whole data set or nothing, and nothing may lie beside it.
 * @param sound images that a whole archive holds; where `strict`, no other may be in the data set
 */
export async function prepareMutated(
  archive: { name: string; bytes: Buffer },
  folder: string,
  sound: readonly Buffer[],
  strict: boolean,
): Promise<Outcome> {
  const file = join(folder, archive.name);
  writeFileSync(file, archive.bytes);
  const dataDir = join(folder, 'data');
  mkdirSync(dataDir);
  const builder = { ...rockPaperScissors, archives: [rockPaperScissors.archives[0]!] };
  const outcome = await judge(
    () => prepareDataset(builder, [file], { dataDir, onProgress: () => {} }),
    [file],
  );
  const left = listTree(folder).filter((path) => path !== archive.name);
  if (outcome !== 'answer') {
    if (left.length > 0 || existsSync(join(dataDir, FOLDER))) throw new Error(`It left ${left.join(', ')}.`);
    return outcome;
  }
  const strange = left.filter((path) => !path.startsWith(join('data', FOLDER)));
  if (strange.length > 0) throw new Error(`It wrote ${strange.join(', ')}.`);
  const cacheDir = join(folder, 'cache');
  const store = openPrepared(join(dataDir, FOLDER), { labels: builder.labels, cacheDir });
  for (const example of store.splits[0]!.examples) {
    const image = await store.read(example);
    if (strict && !sound.some((one) => one.equals(image))) throw new Error(`a wrong image as ${example.key}`);
  }
  return outcome;
}
