import type { DatasetBuilder } from '../builders/builder.js';

export interface WrittenSplit {
  name: string;
  /** Sum of the serialised examples' bytes. */
  numBytes: number;
  shardLengths: number[];
}

/** `dataset_info.json` as TFDS 4.9 writes it: protobuf JSON, so 64-bit integers are strings. */
export function datasetInfoJson(builder: DatasetBuilder<string>, splits: readonly WrittenSplit[]): string {
  const { citation, description, homepage, moduleName, name, releaseNotes, version } = builder;
  const size = builder.archives.reduce((sum, archive) => sum + archive.bytes, 0);
  const info = {
    ...{ citation, description, downloadSize: String(size), fileFormat: 'tfrecord' },
    ...{ location: { urls: [homepage] }, moduleName, name },
    ...(releaseNotes ? { releaseNotes } : {}),
    splits: splits.map((split) => ({
      filepathTemplate: '{DATASET}-{SPLIT}.{FILEFORMAT}-{SHARD_X_OF_Y}',
      name: split.name,
      numBytes: String(split.numBytes),
      shardLengths: split.shardLengths.map(String),
    })),
    supervisedKeys: { tuple: { items: [{ featureKey: 'image' }, { featureKey: 'label' }] } },
    version,
  };
  return JSON.stringify(info, null, 2);
}

/** `features.json` as TFDS 4.9 writes it: keys in alphabetical order. */
export function featuresJson(builder: DatasetBuilder<string>): string {
  const base = 'tensorflow_datasets.core.features';
  const shape = { dimensions: builder.imageShape.map(String) };
  const classLabel = { numClasses: String(builder.labels.length) };
  const image = { image: { dtype: 'uint8', shape }, pythonClassName: `${base}.image_feature.Image` };
  const label = { classLabel, pythonClassName: `${base}.class_label_feature.ClassLabel` };
  const dict = {
    featuresDict: { features: { image, label } },
    pythonClassName: `${base}.features_dict.FeaturesDict`,
  };
  return JSON.stringify(dict, null, 4);
}
