import { join } from 'node:path';
import type { Check } from '../check.js';
import { missing, notShared, ok } from '../finding.js';
import type { HandIn, SharedRun } from '../hand-in.js';
import { requireOwnRuns } from '../own-runs.js';
import { findLoadProblem, readSavedNetwork } from '../saved-network/find-load-problem.js';

const MODEL = 'model/model.json';

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
      const place = handIn.runFile(shared).replace(/run\.json$/, MODEL);
      if (shared.leftOut)
        return notShared(
          `${place}: its weights were not shared (${shared.leftOut.join(', ')})`,
          `Share it again with its weights: teamnet share --team ${handIn.of.team.team} --student ${handIn.student.id} --weights.`,
        );
      const found = load(shared, handIn);
      if (typeof found === 'string')
        return missing(`${place}: ${found}`, 'Train it again and keep the folder model/.');
      loaded.push(`${place}: ${found.layers} layers, ${found.bytes} bytes of weights`);
    }
    return ok(loaded.join('; '));
  },
};

function load({ folder }: SharedRun, handIn: HandIn): { layers: number; bytes: number } | string {
  const read = (path: string) => handIn.asked.read(join(folder, path));
  const text = read(MODEL);
  if (text === null) return 'there is no such file';
  const network = readSavedNetwork(text.toString('utf8'));
  if (typeof network === 'string') return network;
  const files: Buffer[] = [];
  for (const path of network.paths) {
    const content = read(join('model', path));
    if (content === null) return `its weights ${path} are not there`;
    files.push(content);
  }
  const weights = Buffer.concat(files);
  return findLoadProblem(network, weights) ?? { layers: network.layers.length, bytes: weights.length };
}
