import type { ExampleStore, StoredExample } from '../example-store.js';
import { pickExamples } from '../splits/pick-examples.js';
import type { Split } from '../splits/split.js';

/** An example that can be read; nothing of it is in memory but, perhaps, its encoded image. */
export interface ReadableExample {
  /** The record's key, TFDS' `tfds_id`. */
  key: string;
  /** Index into the data set's labels. */
  label: number;
  /** Encoded image. */
  read(): Promise<Uint8Array>;
  /** For messages. */
  where(): string;
}

/** Examples of one file that follow each other in a split. */
export interface FilePart {
  file: string;
  /** Each pass over them reads anew. */
  examples(): Iterable<ReadableExample>;
}

/**
 * The examples that a split picks, by file and in TFDS' order. Where the source can read shards as they are asked for,
 * none is looked through before its first example comes.
 * @throws SplitInvalidError; PreparedInvalidError where a shard is missing
 */
export function fileParts(store: ExampleStore, split: Split): FilePart[] {
  if (store.parts) return store.parts(split);
  const parts: { file: string; picked: StoredExample[] }[] = [];
  for (const example of pickExamples(store, split)) {
    if (parts.at(-1)?.file !== example.file) parts.push({ file: example.file, picked: [] });
    parts.at(-1)!.picked.push(example);
  }
  return parts.map(({ file, picked }) => ({ file, examples: () => picked.map(readable(store)) }));
}

function readable(store: ExampleStore): (example: StoredExample) => ReadableExample {
  return (example) => ({
    key: example.key,
    label: example.label,
    read: () => store.read(example),
    where: () => store.where(example),
  });
}

/** The examples of parts one after the other, at most `count`. */
export function* examplesOf(parts: readonly FilePart[], count = Infinity): Generator<ReadableExample> {
  let left = count;
  for (const part of left > 0 ? parts : [])
    for (const example of part.examples()) {
      yield example;
      // Before the next is read.
      if (--left <= 0) return;
    }
}
