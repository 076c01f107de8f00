import type { RunCheck } from '../run-check.js';
import { expectedId } from '../run-evidence.js';

/** The run's id is the hash of its settings, data set, network and engine. */
export const runIdAgrees: RunCheck = {
  id: 'run-id',
  *find(evidence) {
    const expected = expectedId(evidence);
    const { run } = evidence;
    if (expected === null)
      yield `${run.settings.model.name}, of which the run's id is made, is not in the app's folder`;
    else if (expected !== run.id)
      yield `its id is ${run.id}, but these settings, data, network and engine make ${expected}`;
    if (run.model.name !== run.settings.model.name)
      yield `model.name is "${run.model.name}", settings.model.name "${run.settings.model.name}"`;
    if (JSON.stringify(run.model.options) !== JSON.stringify(run.settings.model.options))
      yield `model.options is ${JSON.stringify(run.model.options)}, settings.model.options ${JSON.stringify(run.settings.model.options)}`;
  },
};
