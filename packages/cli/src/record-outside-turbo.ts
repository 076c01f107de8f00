import { join } from 'node:path';
import { toJson, writeWhole } from '@teamnet/records';

/**
 * Turbo does not see what is trained or prepared outside of it: it would answer with its cache, and put back an older
 * run or one of other data. So what changes outside of turbo is written where turbo looks for changes
 * (`.outside-turbo/`, an input of the task train); then it asks the trainer, which knows by the run's id.
 * @param folder the app's folder for runs, the checkout's for data sets
 */
export function recordOutsideTurbo(folder: string, name: string, state: unknown): void {
  // Turbo sets this for its tasks.
  if (process.env.TURBO_HASH !== undefined) return;
  writeWhole(join(folder, '.outside-turbo', `${name}.json`), toJson(state));
}
