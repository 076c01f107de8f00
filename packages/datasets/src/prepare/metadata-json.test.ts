import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { allBuilders } from '../builders/all-builders.js';
import { datasetInfoJson, featuresJson } from './metadata-json.js';

test.each(Object.values(allBuilders))(
  'the metadata of $name is byte for byte what TFDS 4.9.10 writes',
  (builder) => {
    const golden = (file: string) =>
      readFileSync(join(import.meta.dirname, 'golden', `${builder.name}.${file}.golden`), 'utf8');
    const info = golden('dataset_info.json');
    const splits = (
      JSON.parse(info) as { splits: { name: string; numBytes: string; shardLengths: string[] }[] }
    ).splits;
    const written = splits.map(({ name, numBytes, shardLengths }) => ({
      ...{ name, numBytes: Number(numBytes), shardLengths: shardLengths.map(Number) },
    }));
    const size = builder.archives.reduce((sum, { bytes }) => sum + bytes, 0);
    // Nothing was downloaded where the golden files were made.
    expect(datasetInfoJson(builder, written).replace(`"${size}"`, '"1"')).toBe(info);
    expect(featuresJson(builder)).toBe(golden('features.json'));
  },
);
