import type { CourseDataset } from '@teamnet/records';
import type { DatasetBuilder } from './builder.js';

/** https://www.tensorflow.org/datasets/catalog/tf_flowers */
export const tfFlowers: DatasetBuilder<CourseDataset> = {
  name: 'tf_flowers',
  version: '3.0.1',
  labels: ['dandelion', 'daisy', 'tulips', 'sunflowers', 'roses'],
  archives: [
    {
      file: 'flower_photos.tgz',
      url: 'http://download.tensorflow.org/example_images/flower_photos.tgz',
      bytes: 228813984,
      sha256: '4c54ace7911aaffe13a365c34f650e71dd5bf1be0a58b464e5a7183e3e595d9c',
      split: 'train',
    },
  ],
  imageShape: [-1, -1, 3],
  member(path) {
    const [file, folder] = path.split('/').reverse();
    if (!file?.endsWith('.jpg') || !folder) return null;
    return { key: `${folder}/${file}`, label: folder.toLowerCase() };
  },
  folderKey: (_split, label, file) => `${label}/${file}`,
  splitFolders: { train: 'train', test: 'test', flower_photos: 'train' },
  defaultSplits: { train: 'train[:70%]', validation: 'train[70%:85%]', test: 'train[85%:]' },
  description: 'A large set of images of flowers',
  citation:
    '@ONLINE {tfflowers,\nauthor = "The TensorFlow Team",\ntitle = "Flowers",\nmonth = "jan",\nyear = "2019",\nurl = "http://download.tensorflow.org/example_images/flower_photos.tgz" }',
  license: 'CC BY 2.0 (https://creativecommons.org/licenses/by/2.0/)',
  credits: { notice: 'LICENSE.txt' },
  homepage: 'https://www.tensorflow.org/tutorials/load_data/images',
  moduleName: 'tensorflow_datasets.datasets.tf_flowers.tf_flowers_dataset_builder',
};
