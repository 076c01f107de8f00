import type { Check } from '../check.js';
import { missing, ok } from '../finding.js';

const LEAST = 4;

/** The team plans at least four experiments; judged on homework.json, whoever shared their runs. */
export const fourExperiments: Check = {
  id: 'four-experiments',
  judge(handIn) {
    const ids = handIn.homework.experiments.map(({ id }) => id);
    const evidence = `${handIn.homeworkAt(/"experiments"/)}: ${ids.length} (${ids.join(', ')})`;
    if (ids.length >= LEAST) return ok(evidence);
    return missing(evidence, `Add ${LEAST - ids.length} more to "experiments" in homework.json.`);
  },
};
