import type { PhotoCredit } from '@teamnet/records';
import type { FilePart } from './load/file-parts.js';
import type { Split } from './splits/split.js';

/** One example: where its bytes are, without the bytes. */
export interface StoredExample {
  /** TFDS example key, e.g. `daisy/100080576_f52e8ee070_n.jpg`; from prepared files TFDS' `tfds_id`. */
  key: string;
  /** Index into the data set's labels. */
  label: number;
  /** Absolute path of the image or TFRecord file; what draws it for the stand-in. */
  file: string;
  /** Byte position of the image or record in the file. */
  offset: number;
  /** Bytes of the image, or of the serialised tf.train.Example. */
  length: number;
  /** Why its image cannot be had, where that is seen before it is read; only in a store that was opened to find out. */
  broken?: string;
}

/** A split as TFDS stores it, in its order. */
export interface StoredSplit {
  name: string;
  examples: StoredExample[];
  /** Examples in each shard file; what `train[2shard:]` counts by. */
  shardLengths: number[];
  /** Sum of the examples' bytes, where it is known without looking at them. */
  numBytes?: number;
}

/** All examples of a data set and a way to their image bytes; one a source. */
export interface ExampleStore {
  splits: StoredSplit[];
  /** Encoded image bytes (JPEG, PNG, SVG). @throws TeamnetError that names file and position */
  read(example: StoredExample): Promise<Uint8Array>;
  /** Where an example lies, for messages. */
  where(example: StoredExample): string;
  /** What a split picks, read as it is asked for; absent where `examples` says it without reading a file through. */
  parts?(split: Split): FilePart[];
  /** Who made the photos, by example key, where the source says; read anew at each call. @throws PreparedInvalidError */
  credits?(): ReadonlyMap<string, PhotoCredit>;
}
