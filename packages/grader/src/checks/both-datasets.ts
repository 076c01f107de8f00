import { COURSE_DATASETS } from '@teamnet/records';
import type { Check } from '../check.js';
import { missing, notShared, ok } from '../finding.js';
import { HINTS } from '../hints.js';

/** The team trains on both data sets of the course, and a shared run of it is there for each. */
export const bothDatasets: Check = {
  id: 'both-datasets',
  judge(handIn) {
    const { datasets } = handIn.homework;
    const place = handIn.homeworkAt(/"datasets"/);
    const lacking = COURSE_DATASETS.filter((name) => !datasets.includes(name));
    if (lacking.length > 0)
      return missing(
        `${place}: without ${lacking.join(', ')}`,
        HINTS.writeDatasets(JSON.stringify(COURSE_DATASETS)),
      );
    const counts = COURSE_DATASETS.map((name) => ({
      name,
      shared: handIn.sharedRuns.filter(({ dataset }) => dataset === name).length,
      all: handIn.runs.filter(({ dataset }) => dataset === name).length,
    }));
    const evidence = `${place}: ${counts.map(({ name, shared, all }) => `${name} ${shared} of ${all} runs shared`).join(', ')}`;
    if (counts.every(({ shared }) => shared > 0)) return ok(evidence);
    return notShared(evidence, HINTS.trainOnBoth);
  },
};
