import type { Check } from '../check.js';
import { missing, ok } from '../finding.js';
import { HINTS } from '../hints.js';

/** The team plans at least four experiments, or as many as the rubric says; judged on homework.json, whoever shared their runs. */
export const fourExperiments: Check = {
  id: 'four-experiments',
  options: { experiments: { default: 4, least: 1, most: 100, whole: true } },
  judge(handIn, { experiments: least }) {
    const ids = handIn.homework.experiments.map(({ id }) => id);
    const evidence = `${handIn.homeworkAt(/"experiments"/)}: ${ids.length} (${ids.join(', ')})`;
    if (ids.length >= least!) return ok(evidence);
    return missing(evidence, HINTS.addExperiments(least! - ids.length));
  },
};
