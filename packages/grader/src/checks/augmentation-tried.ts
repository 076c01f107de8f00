import { resolveSettings } from '@teamnet/records';
import type { Check } from '../check.js';
import { missing, notShared, ok } from '../finding.js';

/**
 * The team trains an experiment with augmentation. A team-mate's experiment that is not shared still counts as
 * tried, by homework.json; the student's own one must be shared unless another augmented run is.
 */
export const augmentationTried: Check = {
  id: 'augmentation',
  judge(handIn) {
    const { homework } = handIn;
    const planned = homework.experiments.filter(
      (experiment) => resolveSettings(homework, experiment, 'full').training.augment.length > 0,
    );
    const place = handIn.homeworkAt(/"augment"/);
    if (planned.length === 0)
      return missing(
        `${place}: no experiment augments its images`,
        'Set "augment", e.g. ["flip", "rotate", "zoom"].',
      );
    const done = handIn.sharedRuns.find(({ run }) => run.settings.training.augment.length > 0);
    if (done)
      return ok(
        `${handIn.runFile(done)}: augment ${done.run.settings.training.augment.join(', ')}, ${done.run.history.length} epochs`,
      );
    const mates = planned.filter(({ by }) => by !== handIn.student.id);
    if (mates.length > 0)
      return ok(`${place}: ${mates.map(({ id, by }) => `${id} by ${by}: not shared`).join(', ')}`);
    return notShared(
      `${place}: ${planned.map(({ id }) => id).join(', ')} with augmentation, not shared`,
      'Train it and keep the whole run folder.',
    );
  },
};
