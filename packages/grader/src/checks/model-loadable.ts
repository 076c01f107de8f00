import { join } from 'node:path';
import type { Check } from '../check.js';
import { missing, notShared, ok } from '../finding.js';
import type { HandIn, SharedRun } from '../hand-in.js';
import { HINTS } from '../hints.js';
import { requireOwnRuns } from '../own-runs.js';
import { findLoadProblem, MODEL_FILE } from '../saved-network/find-load-problem.js';

/**
 * Each shared run's saved network can be loaded: model.json is a network whose layers make a whole, and its weights are
 * theirs, as many as they should be, and all numbers. Judged without TensorFlow; `grade --verify --rerun` loads it.
 */
export const modelLoadable: Check = {
  id: 'model-loadable',
  judge(handIn) {
    const runs = requireOwnRuns(handIn);
    const loaded: string[] = [];
    for (const shared of runs) {
      const place = handIn.runFile(shared).replace(/run\.json$/, MODEL_FILE);
      if (shared.leftOut)
        return notShared(
          `${place}: its weights were not shared (${shared.leftOut.join(', ')})`,
          HINTS.shareWeights(handIn.of.team.team, handIn.student.id),
        );
      const found = load(shared, handIn);
      if (typeof found === 'string') return missing(`${place}: ${found}`, HINTS.keepModel);
      loaded.push(`${place}: ${found.layers} layers, ${found.bytes} bytes of weights`);
    }
    return ok(loaded.join('; '));
  },
};

function load({ folder, run }: SharedRun, handIn: HandIn): { layers: number; bytes: number } | string {
  if (!run.files.some(({ path }) => path === MODEL_FILE)) return 'run.json does not list it';
  const network = handIn.of.savedNetwork(folder);
  if (typeof network === 'string') return network;
  const files: Buffer[] = [];
  for (const path of network.paths) {
    const content = handIn.asked.read(join(folder, 'model', path));
    if (content === null) return `its weights ${path} are not there`;
    files.push(content);
  }
  const weights = Buffer.concat(files);
  return findLoadProblem(network, weights) ?? { layers: network.layers.length, bytes: weights.length };
}
