import { type RunCheck, sum } from '../run-check.js';

/** The images of each label make the images of each split. */
export const splitsAddUp: RunCheck = {
  id: 'splits',
  *find({ run }) {
    const { splits, labels } = run.dataset;
    for (const [name, split] of Object.entries(splits)) {
      const counted = sum(Object.values(split.labels));
      if (counted !== split.numExamples)
        yield `the ${name} split has ${split.numExamples} images, its labels make ${counted}`;
      const unknown = Object.keys(split.labels).find((label) => !labels.includes(label));
      if (unknown !== undefined)
        yield `the ${name} split has the label "${unknown}", which the data set has not`;
    }
    if (splits.train.expression === splits.test.expression)
      yield `it was tested on the images that it was trained on (${splits.test.expression})`;
  },
};
