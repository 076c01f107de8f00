import type { SectionId } from '@teamnet/records';
import type { Check } from '../check.js';
import { findCurveReference } from '../curve-reference.js';
import { missing, notShared, ok } from '../finding.js';
import { HINTS } from '../hints.js';

const VERDICT =
  /over-?\s?fit|under-?\s?fit|still learning|과적합|과대\s?적합|오버\s?피팅|과소\s?적합|언더\s?피팅/i;
const DISCUSSED =
  /over-?\s?fit|under-?\s?fit|validation|과적합|과대\s?적합|오버\s?피팅|과소\s?적합|언더\s?피팅|검증/i;
const SECTIONS: SectionId[] = ['my-experiments', 'comparison'];

/**
 * The report gives a verdict on overfitting, and the student's discussion takes it up with reference to the learning
 * curve: an epoch that the runs have, or a value that stands in their history.
 */
export const overfittingDiscussed: Check = {
  id: 'overfitting-discussed',
  judge(handIn) {
    const { report, discussion } = handIn;
    const verdict = SECTIONS.map((id) => report.sections.get(id)).find(
      (section) => section && VERDICT.test(section.text),
    );
    const word = DISCUSSED.exec(discussion)?.[0];
    if (word === undefined)
      return missing(
        `${handIn.discussionFile}: neither overfitting nor the validation loss is mentioned`,
        HINTS.sayOverfitting,
      );
    const all = handIn.allSharedRuns;
    const own = all.filter(({ experiment }) => experiment.by === handIn.student.id);
    const runs = own.length > 0 ? own : all;
    if (!verdict) {
      const evidence = `${handIn.reportFile}: no verdict on overfitting under my experiments`;
      return handIn.ownSharedRuns.length === 0
        ? notShared(evidence, HINTS.comesWithRun)
        : missing(evidence, HINTS.makeReportAgain);
    }
    const { found, wrong } = findCurveReference(
      discussion,
      runs.map(({ run }) => run),
    );
    const places = `${handIn.reportFile}:${verdict.line}: a verdict; ${handIn.discussionFile}: "${word}"`;
    if (found) return ok(`${places}, "${found.words}" (${found.agrees})`);
    if (wrong)
      return missing(
        `${places}, but "${wrong}" is not in the learning curves of your runs`,
        HINTS.referToCurve,
      );
    return missing(`${places}, but no epoch and no value of the learning curve is named`, HINTS.referToCurve);
  },
};
