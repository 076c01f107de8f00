import { allRepeats, canonicalJson, resolveSettings } from '@teamnet/records';
import type { RunCheck } from '../run-check.js';

/** The run has the settings that homework.json gives its experiment now. */
export const settingsAskedFor: RunCheck = {
  id: 'settings',
  *find({ run, homework, place }) {
    if (!homework) return;
    const all = [...homework.experiments, ...allRepeats(homework)];
    const experiment = all.find(({ id }) => id === place.experiment);
    if (!experiment) {
      yield `homework.json has no experiment "${place.experiment}"`;
      return;
    }
    if (run.profile !== 'full' && homework.profiles?.[run.profile] === undefined) {
      yield `homework.json has no profile "${run.profile}"`;
      return;
    }
    const asked = resolveSettings(homework, experiment, run.profile);
    for (const part of ['model', 'training'] as const)
      for (const key of new Set([...Object.keys(asked[part]), ...Object.keys(run.settings[part])])) {
        const value = (settings: object) =>
          canonicalJson((settings as Record<string, unknown>)[key]) ?? 'nothing';
        if (value(asked[part]) !== value(run.settings[part]))
          yield `${part}.${key} is ${value(run.settings[part])}, homework.json says ${value(asked[part])}`;
      }
  },
};
