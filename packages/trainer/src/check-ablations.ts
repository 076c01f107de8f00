import { completeOptions } from '@teamnet/core-blocks';
import {
  ABLATIONS,
  type AblationPart,
  type Experiment,
  type Homework,
  type ResolvedSettings,
  resolveSettings,
} from '@teamnet/records';
import { TrainingPlanError } from './errors.js';

/**
 * Makes sure that each ablation of the homework takes something away: that the baseline's network has the part, and
 * that it is on.
 * @param experiments those to be trained
 * @throws TrainingPlanError that names the network and its parts; core-blocks' ModelOptionError for the baseline's options
 */
export function checkAblations(homework: Homework, experiments: Iterable<Experiment>, profile: string): void {
  for (const { derived } of experiments) {
    if (derived?.kind !== 'ablation') continue;
    const baseline = homework.experiments.find(({ id }) => id === derived.of)!;
    const settings = resolveSettings(homework, baseline, profile);
    const parts = partsOf(settings);
    if (parts.includes(derived.part)) continue;
    throw new TrainingPlanError(
      `${homework.team}: "ablate" has "${derived.part}", which ${whyNot(derived.part, settings, baseline.id)}.`,
      parts.length === 0
        ? 'Take it out; there is nothing here that could be ablated.'
        : `Take it out, or use a part that is there: ${parts.join(', ')}.`,
    );
  }
}

/** The words of `ablate` that take something away from these settings. */
function partsOf(settings: ResolvedSettings): AblationPart[] {
  const options = optionsOf(settings);
  return (Object.keys(ABLATIONS) as AblationPart[]).filter((part) => {
    const { option } = ABLATIONS[part];
    return option === null ? settings.training.augment.length > 0 : Boolean(options[option]);
  });
}

/** Of a team's own network, what homework.json gives it: only those can it be told to leave out. */
function optionsOf({ model }: ResolvedSettings): Readonly<Record<string, unknown>> {
  return completeOptions(model) ?? model.options;
}

function whyNot(part: AblationPart, settings: ResolvedSettings, baseline: string): string {
  const { name } = settings.model;
  const { option } = ABLATIONS[part];
  if (option === null) return `${baseline} does not do (${name}, "augment": [])`;
  const value = optionsOf(settings)[option];
  return value === undefined
    ? `is no part of ${name} (it has no option "${option}"${completeOptions(settings.model) ? '' : ' in model.options'})`
    : `is off already in ${baseline} (${name}, "${option}": ${JSON.stringify(value)})`;
}
