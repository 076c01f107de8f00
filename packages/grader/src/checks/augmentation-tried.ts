import { augmentationText, resolveSettings } from '@teamnet/records';
import type { Check } from '../check.js';
import { missing, notShared, ok } from '../finding.js';
import { HINTS } from '../hints.js';

/**
 * The team trains an experiment with augmentation. Where no such run is shared, a student whose own experiments do
 * not augment is judged on homework.json: the team-mates' missing runs cost nothing.
 */
export const augmentationTried: Check = {
  id: 'augmentation',
  judge(handIn) {
    const { homework } = handIn;
    const planned = homework.experiments.filter(
      (experiment) => resolveSettings(homework, experiment, 'full').training.augment.length > 0,
    );
    const place = handIn.homeworkAt(/"augment"/);
    if (planned.length === 0) return missing(`${place}: no experiment augments its images`, HINTS.setAugment);
    const done = handIn.allSharedRuns.find(({ run }) => run.settings.training.augment.length > 0);
    if (done)
      return ok(
        `${handIn.runFile(done)}: augment ${done.run.settings.training.augment.map(augmentationText).join(', ')}, ${done.run.history.length} epochs`,
      );
    if (!planned.some(({ by }) => by === handIn.student.id))
      return ok(`${place}: ${planned.map(({ id, by }) => `${id} by ${by}: not shared`).join(', ')}`);
    return notShared(
      `${place}: ${planned.map(({ id }) => id).join(', ')} with augmentation, not shared`,
      HINTS.keepRun,
    );
  },
};
