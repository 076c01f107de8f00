import { type DataOptions, homeworkDataset } from '@teamnet/datasets';
import { type ClassWeights, type Homework, TeamnetError } from '@teamnet/records';
import { TrainingPlanError } from './errors.js';
import type { PlannedRun } from './plan-runs.js';

/**
 * What an image of each label counts in the loss, by label number; null when all count 1. `balanced` is scikit-learn's
 * (https://scikit-learn.org/stable/modules/generated/sklearn.utils.class_weight.compute_class_weight.html):
 * n / (labels that have images * n of the label), and 0 for a label without an image, which never counts.
 * @param labels names in label order
 * @param counts training images of each label
 */
export function classWeightsOf(
  setting: ClassWeights | null | undefined,
  labels: readonly string[],
  counts: Readonly<Record<string, number>>,
): number[] | null {
  if (!setting) return null;
  if (setting !== 'balanced')
    return labels.map((label) => (Object.hasOwn(setting, label) ? setting[label]! : 1));
  const each = labels.map((label) => counts[label] ?? 0);
  const sum = each.reduce((total, count) => total + count, 0);
  const present = each.filter((count) => count > 0).length;
  return each.map((count) => (count === 0 ? 0 : sum / (present * count)));
}

/**
 * Makes sure that each label with a weight is one of the homework's data sets; the settings are the same for all of
 * them, so a label of another data set than the run's is fine.
 * @throws TrainingPlanError that names the label and those that there are
 */
export async function checkClassWeights(
  homework: Homework,
  runs: readonly PlannedRun[],
  appFolder: string,
  data: DataOptions,
): Promise<void> {
  for (const { experiment, settings } of runs) {
    const weights = settings.training.classWeights;
    if (!weights || weights === 'balanced') continue;
    const known: string[] = [];
    let labels: readonly string[] | null = [];
    for (const name of homework.datasets) {
      const found = await labelsOf(homework, name, appFolder, data);
      labels = labels && found && [...labels, ...found];
      known.push(`${found?.join(', ')} (${name})`);
    }
    const unknown = Object.keys(weights).find((label) => labels && !labels.includes(label));
    if (unknown === undefined) continue;
    throw new TrainingPlanError(
      `${homework.team}, experiment "${experiment.id}": training.classWeights names "${unknown}", which is no label of the data sets.`,
      `Use labels of ${known.join(' or ')}, or "balanced".`,
    );
  }
}

/** Null where the team's own images are not there, or no data set: whoever trains on them is told. */
async function labelsOf(
  homework: Homework,
  name: string,
  appFolder: string,
  data: DataOptions,
): Promise<readonly string[] | null> {
  try {
    return (await homeworkDataset(homework, name, appFolder, data)).labels;
  } catch (error) {
    if (error instanceof TeamnetError) return null;
    throw error;
  }
}
