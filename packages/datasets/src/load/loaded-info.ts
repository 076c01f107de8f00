import type { DataSource, SkippedExamples } from '@teamnet/records';
import type { DatasetBuilder } from '../builders/builder.js';
import type { OpenedExamples } from '../open-examples.js';

/** What is known about a data set, as TFDS' `DatasetInfo`; `splits` is empty and `source` null until it is ready. */
export interface LoadedInfo {
  name: string;
  version: string;
  /** `name/version`. */
  fullName: string;
  description: string;
  citation: string;
  license: string;
  homepage: string;
  /** Class names in label order. */
  labels: string[];
  features: {
    /** -1 is any. */
    image: { shape: [number, number, number]; dtype: 'uint8' };
    label: { numClasses: number; names: string[]; dtype: 'int64' };
  };
  supervisedKeys: ['image', 'label'];
  splits: Record<string, { numExamples: number; numBytes: number; shardLengths: number[] }>;
  source: DataSource | null;
  skipped: SkippedExamples | null;
  notes: string[];
}

export function loadedInfo(builder: DatasetBuilder<string>, opened: OpenedExamples | null): LoadedInfo {
  const { name, version, description, citation, license, homepage } = builder;
  const labels = [...builder.labels];
  return {
    ...{ name, version, fullName: `${name}/${version}`, description, citation, license, homepage, labels },
    features: {
      image: { shape: [...builder.imageShape], dtype: 'uint8' },
      label: { numClasses: labels.length, names: labels, dtype: 'int64' },
    },
    supervisedKeys: ['image', 'label'],
    splits: Object.fromEntries(
      (opened?.store.splits ?? []).map((split) => [
        split.name,
        {
          // By what the source says: the examples of a prepared split are known only when its shards were looked through.
          numExamples: split.shardLengths.reduce((sum, length) => sum + length, 0),
          numBytes: split.numBytes ?? split.examples.reduce((sum, { length }) => sum + length, 0),
          shardLengths: split.shardLengths,
        },
      ]),
    ),
    source: opened?.source ?? null,
    skipped: opened?.skipped ?? null,
    notes: opened?.notes ?? [],
  };
}
