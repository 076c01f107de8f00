import type { Check } from '../check.js';
import { ok } from '../finding.js';

/** The student's own report is there and not empty. */
export const reportThere: Check = {
  id: 'report',
  judge(handIn) {
    const { sections } = handIn.report;
    return ok(`${handIn.reportFile}:1: ${sections.size} sections`);
  },
};
