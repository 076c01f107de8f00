import type { SectionId } from '@teamnet/records';
import type { Check } from '../check.js';
import { missing, notShared, ok } from '../finding.js';

const VERDICT =
  /over-?\s?fit|under-?\s?fit|still learning|과적합|과대\s?적합|오버\s?피팅|과소\s?적합|언더\s?피팅/i;
const DISCUSSED =
  /over-?\s?fit|under-?\s?fit|validation|과적합|과대\s?적합|오버\s?피팅|과소\s?적합|언더\s?피팅|검증/i;
const SECTIONS: SectionId[] = ['my-experiments', 'comparison'];

/** The report gives a verdict on overfitting, and the student's discussion takes it up. */
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
        'Say whether your network overfits, and from which epoch of the learning curve you see it.',
      );
    if (verdict)
      return ok(`${handIn.reportFile}:${verdict.line}: a verdict; ${handIn.discussionFile}: "${word}"`);
    const evidence = `${handIn.reportFile}: no verdict on overfitting under my experiments`;
    return handIn.ownSharedRuns.length === 0
      ? notShared(
          evidence,
          'The verdict comes with your runs: train your experiment, then make the report again.',
        )
      : missing(evidence, 'Make the report again.');
  },
};
