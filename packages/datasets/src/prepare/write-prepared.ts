import { readdirSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatasetBuilder } from '../builders/builder.js';
import { InterruptedError } from '../errors.js';
import { inParallel } from '../in-parallel.js';
import type { ArchiveMember, OpenArchive } from './archive-member.js';
import { layOutSplit, type SplitLayout } from './lay-out-split.js';
import { datasetInfoJson, featuresJson } from './metadata-json.js';
import { type Notice, writeCredits } from './write-credits.js';

export interface SplitMembers {
  name: string;
  /** Path of the archive, for messages. */
  file: string;
  archive: Pick<OpenArchive, 'write' | 'writesAtOnce'>;
  members: readonly ArchiveMember[];
}

interface WriteOptions {
  signal?: AbortSignal | undefined;
  onExample?: () => void;
  notice?: Notice;
}

/**
 * Writes a TFDS version folder: shards in TFDS' order and number, dataset_info.json, features.json, label.labels.txt,
 * and who made the photos where the archive says so.
 * Everything is flushed to the disk, the shards while the next ones are written; the folder must be empty and the
 * caller's own.
 */
export async function writePrepared(
  folder: string,
  builder: DatasetBuilder<string>,
  splits: readonly SplitMembers[],
  options: WriteOptions,
): Promise<void> {
  const layouts = splits.map((split) => layOutSplit(folder, builder, split));
  const shards = layouts.flatMap((layout) => layout.shards);
  try {
    for (const [i, layout] of layouts.entries())
      await writeShards(layout, splits[i]!.archive, `Preparing ${builder.name}`, options);
    writeMetadata(folder, builder, layouts, options.notice);
    const names = readdirSync(folder);
    await Promise.all([
      ...shards.map((shard) => shard.flushed()),
      ...names.map((name) => flush(join(folder, name))),
    ]);
  } finally {
    await Promise.all(shards.map((shard) => shard.close()));
  }
  // Windows cannot open a folder to flush it.
  if (process.platform !== 'win32') await flush(folder);
}

/** @param what for messages */
async function writeShards(
  { batches }: SplitLayout,
  archive: SplitMembers['archive'],
  what: string,
  { signal, onExample }: WriteOptions,
): Promise<void> {
  await inParallel(
    batches,
    archive.writesAtOnce,
    async ({ examples, shard, position, bytes }) => {
      if (signal?.aborted) throw new InterruptedError(what);
      await archive.write(examples, { handle: shard.handle, position, bytes });
      shard.wrote(bytes);
    },
    (_, index) => {
      for (const _example of batches[index]!.examples) onExample?.();
    },
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
