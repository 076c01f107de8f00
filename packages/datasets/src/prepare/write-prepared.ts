import { readdirSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetBuilder } from '../builders/builder.js';
import { InterruptedError } from '../errors.js';
import { inParallel } from '../in-parallel.js';
import type { OpenArchive } from './archive-member.js';
import { layOutSplit, type SplitLayout, type SplitSource } from './lay-out-split.js';
import { datasetInfoJson, featuresJson } from './metadata-json.js';
import { type Notice, writeCredits } from './write-credits.js';

interface WriteOptions {
  signal?: AbortSignal | undefined;
  onExample?: (done: number, total: number) => void;
  notice?: Notice;
}

/**
 * Writes a TFDS version folder: shards in TFDS' order and number, dataset_info.json, features.json, label.labels.txt,
 * and who made the photos where the archive says so.
 * Everything is flushed to the disk, the shards while the next ones are written; the folder must be empty and the
 * caller's own. The archives are closed when nothing is left to read.
 */
export async function writePrepared(
  folder: string,
  builder: DatasetBuilder<string>,
  splits: readonly SplitSource[],
  options: WriteOptions,
): Promise<void> {
  const layouts = splits.map((split) => layOutSplit(folder, builder, split));
  const shards = layouts.flatMap((layout) => layout.shards);
  try {
    const total = layouts.reduce((sum, { records }) => sum + records.length, 0);
    let done = 0;
    for (const [i, layout] of layouts.entries())
      await writeShards(layout, splits[i]!.archive, options.signal, () => {
        done++;
        options.onExample?.(done, total);
      });
    const closing = splits.map(({ archive }) => archive.close());
    writeMetadata(folder, builder, layouts, options.notice);
    const names = readdirSync(folder);
    await Promise.all([
      ...closing,
      ...shards.map((shard) => shard.flushed()),
      ...names.map((name) => flush(join(folder, name))),
    ]);
  } finally {
    await Promise.all(shards.map((shard) => shard.close()));
  }
  // Windows cannot open a folder to flush it.
  if (process.platform !== 'win32') await flush(folder);
}

async function writeShards(
  { name, batches }: SplitLayout,
  archive: OpenArchive,
  signal: AbortSignal | undefined,
  onExample: () => void,
): Promise<void> {
  await inParallel(
    batches,
    archive.writesAtOnce,
    async ({ examples, shard, position, bytes }) => {
      if (signal?.aborted) throw new InterruptedError(`Preparing the split ${name}`);
      await archive.write(examples, { handle: shard.handle, position, bytes });
      shard.wrote(bytes);
    },
    (_, index) => batches[index]!.examples.forEach(onExample),
  );
}

function writeMetadata(
  folder: string,
  builder: DatasetBuilder<string>,
  layouts: readonly SplitLayout[],
  notice: Notice | undefined,
): void {
  const files = {
    'dataset_info.json': datasetInfoJson(builder, layouts),
    'features.json': featuresJson(builder),
    'label.labels.txt': `${builder.labels.join('\n')}\n`,
  };
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
  const records = layouts.flatMap((layout) => layout.records);
  writeCredits(folder, builder, notice, records);
}

async function flush(path: string): Promise<void> {
  const handle = await open(path);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
