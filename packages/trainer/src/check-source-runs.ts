import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Homework, readSharingNote, type Workspace } from '@teamnet/records';
import { TrainingPlanError } from './errors.js';
import type { PlannedRun } from './plan-runs.js';
import { sourceRunsOf } from './source-runs.js';

/**
 * Makes sure that each run that another starts from is an experiment of the homework, and is there or is trained
 * before, so that a student without a teacher is told before anything is trained.
 * @throws TrainingPlanError
 */
export function checkSourceRuns(workspace: Workspace, homework: Homework, runs: readonly PlannedRun[]): void {
  const ids = homework.experiments.map(({ id }) => id);
  for (const run of runs)
    for (const { role, experiment, dataset } of sourceRunsOf(run)) {
      const who = `${homework.team}, experiment "${run.experiment.id}"`;
      if (!ids.includes(experiment) || experiment === run.experiment.id)
        throw new TrainingPlanError(
          `${who}: its ${role} "${experiment}" is ${experiment === run.experiment.id ? 'the experiment itself' : 'no experiment of the homework'}.`,
          `Use one of: ${ids.filter((id) => id !== run.experiment.id).join(', ')}.`,
        );
      const planned = runs.find((one) => one.experiment.id === experiment && one.dataset === dataset);
      const [theirs, own] = [planned?.settings.training.imageSize, run.settings.training.imageSize];
      if (role === 'teacher' && theirs !== undefined && theirs !== own)
        throw new TrainingPlanError(
          `${who}: its teacher "${experiment}" takes images of ${theirs} pixels, not ${own}.`,
          'Give both the same training.imageSize.',
        );
      const file = workspace.runFile(homework.team, experiment, dataset);
      const isWithheld = readSharingNote(dirname(file), null)?.withheld === true;
      if (!planned && !existsSync(file))
        throw new TrainingPlanError(
          `${who}: its ${role} "${experiment}" is ${isWithheld ? 'withheld by its author' : 'not trained'} on ${dataset}${isWithheld ? '' : ' yet'} (there is no ${file}).`,
          `Train both: add --experiment ${experiment}, or leave --experiment and --student out.`,
        );
    }
}
