import { addLora, buildModel, modelFingerprint } from '@teamnet/core-blocks';
import { canonicalJson, type Homework } from '@teamnet/records';
import { TrainingPlanError } from './errors.js';
import type { PlannedRun } from './plan-runs.js';
import { checkStages } from './transfer/check-stages.js';

/** Two numbers of classes, as the two data sets have. */
const CLASSES = [3, 5];

/**
 * Builds the network of each run once and throws it away, so that a mistake in homework.json or `src/model.ts` is
 * told before anything is downloaded or trained.
 * @returns the architecture's fingerprint without its head, by experiment id
 * @throws TrainingPlanError when more than the head depends on the number of classes; core-blocks' errors
 */
export async function checkNetworks(
  homework: Homework,
  runs: readonly PlannedRun[],
  appFolder: string,
): Promise<Map<string, string>> {
  const known = new Map<string, string>();
  const fingerprints = new Map<string, string>();
  for (const { experiment, settings } of runs) {
    const { imageSize, seed, lora = null, transfer = null } = settings.training;
    const key = canonicalJson([settings.model, imageSize, lora, transfer, settings.training.epochs]);
    let fingerprint = known.get(key);
    if (fingerprint === undefined) {
      const each: string[] = [];
      for (const classes of CLASSES) {
        const model = await buildModel(settings.model, { imageSize, classes, seed, appFolder });
        each.push(modelFingerprint(model));
        checkStages(model, settings.training, `${homework.team}, experiment "${experiment.id}"`);
        if (lora) addLora(model, lora, seed).dispose();
        model.dispose();
      }
      fingerprint = each[0]!;
      if (each.some((other) => other !== fingerprint)) throw differs(homework.team, experiment.id);
      known.set(key, fingerprint);
    }
    fingerprints.set(experiment.id, fingerprint);
  }
  return fingerprints;
}

/** The homework asks for one network on both data sets; only the last layer may follow the number of classes. */
export function differs(team: string, experiment: string): TrainingPlanError {
  return new TrainingPlanError(
    `${team}, experiment "${experiment}": more of the network than its last layer depends on the number of classes.`,
    'Use "classes" for the classifying layer only, so that both data sets get the same network.',
  );
}
