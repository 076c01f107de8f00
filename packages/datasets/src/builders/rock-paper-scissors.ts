import type { CourseDataset } from '@teamnet/records';
import type { DatasetBuilder } from './builder.js';

const MEMBER = /^(?:rps|rps-test-set)\/(rock|paper|scissors)\/[\w-]*\.png$/;
const BASE = 'https://storage.googleapis.com/download.tensorflow.org/data';

/** https://www.tensorflow.org/datasets/catalog/rock_paper_scissors */
export const rockPaperScissors: DatasetBuilder<CourseDataset> = {
  name: 'rock_paper_scissors',
  version: '3.0.0',
  labels: ['rock', 'paper', 'scissors'],
  archives: [
    {
      file: 'rps.zip',
      url: `${BASE}/rps.zip`,
      bytes: 200682221,
      sha256: 'c2403444395842ad04c53612bad54b574443eae17a0723117a2ff87b9d72194f',
      split: 'train',
    },
    {
      file: 'rps-test-set.zip',
      url: `${BASE}/rps-test-set.zip`,
      bytes: 29516758,
      sha256: 'c27ab9fa43ce40b2e453de711365b477f4424586edf0388116674fd320f07503',
      split: 'test',
    },
  ],
  imageShape: [300, 300, 3],
  member(path) {
    const label = MEMBER.exec(path)?.[1];
    return label ? { key: path, label } : null;
  },
  folderKey: (split, label, file) => `${split === 'test' ? 'rps-test-set' : 'rps'}/${label}/${file}`,
  splitFolders: { train: 'train', test: 'test', rps: 'train', 'rps-test-set': 'test' },
  defaultSplits: { train: 'train[:85%]', validation: 'train[85%:]', test: 'test' },
  description: 'Images of hands playing rock, paper, scissor game.',
  citation:
    '@ONLINE {rps,\nauthor = "Laurence Moroney",\ntitle = "Rock, Paper, Scissors Dataset",\nmonth = "feb",\nyear = "2019",\nurl = "http://laurencemoroney.com/rock-paper-scissors-dataset"\n}',
  license: 'CC BY 2.0 (https://creativecommons.org/licenses/by/2.0/), Laurence Moroney',
  credits: {
    everyPhoto: {
      photographer: 'Laurence Moroney',
      url: 'http://laurencemoroney.com/rock-paper-scissors-dataset',
    },
  },
  homepage: 'http://laurencemoroney.com/rock-paper-scissors-dataset',
  moduleName: 'tensorflow_datasets.datasets.rock_paper_scissors.rock_paper_scissors_dataset_builder',
  releaseNotes: { '3.0.0': 'New split API (https://tensorflow.org/datasets/splits)' },
};
