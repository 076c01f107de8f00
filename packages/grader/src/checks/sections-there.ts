import { SECTION_IDS } from '@teamnet/records';
import type { Check } from '../check.js';
import { empty, missing, ok } from '../finding.js';
import { HINTS } from '../hints.js';

const HINT = HINTS.makeReportAgain;

/** Each section of a report is there and says something: one check a section. */
export const sectionsThere: Check[] = SECTION_IDS.map((id) => ({
  id: `section-${id}`,
  judge(handIn) {
    const section = handIn.report.sections.get(id);
    if (!section) return missing(`${handIn.reportFile}: there is no <!-- section: ${id} -->`, HINT);
    const place = `${handIn.reportFile}:${section.line}`;
    if (section.beginning === '') return empty(`${place}: nothing follows the heading`, HINT);
    return ok(`${place}: "${section.beginning}"`);
  },
}));
