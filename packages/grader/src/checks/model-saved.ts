import { posix } from 'node:path';
import type { Check } from '../check.js';
import { missing, notShared, ok } from '../finding.js';
import type { HandIn, SharedRun } from '../hand-in.js';
import { HINTS } from '../hints.js';
import { requireOwnRuns } from '../own-runs.js';
import { MODEL_FILE } from '../saved-network/find-load-problem.js';

/** Each shared run of the student lists its saved network: model/model.json and all weights that it names. */
export const modelSaved: Check = {
  id: 'model-saved',
  judge(handIn) {
    const runs = requireOwnRuns(handIn);
    for (const shared of runs) {
      if (shared.leftOut)
        return notShared(
          `${handIn.runFile(shared)}: its weights were not shared (${shared.leftOut.join(', ')})`,
          HINTS.shareWeights(handIn.of.team.team, handIn.student.id),
        );
      const problem = findProblem(shared, handIn);
      if (problem) return missing(`${handIn.runFile(shared)}: ${problem}`, HINTS.keepModel);
    }
    return ok(
      runs.map((shared) => `${handIn.runFile(shared)}: files lists ${MODEL_FILE} and its weights`).join('; '),
    );
  },
};

/** The files themselves have been checked against their sha256 when the run was read. */
function findProblem({ run, folder }: SharedRun, handIn: HandIn): string | null {
  const listed = run.files.map(({ path }) => path);
  if (!listed.includes(MODEL_FILE)) return `files does not list ${MODEL_FILE}`;
  const network = handIn.of.savedNetwork(folder);
  if (typeof network === 'string') return `${MODEL_FILE}: ${network}`;
  if (network.paths.length === 0) return `${MODEL_FILE} names no files of weights (weightsManifest)`;
  const absent = network.paths
    .map((path) => posix.join('model', path))
    .filter((path) => !listed.includes(path));
  return absent.length > 0 ? `files does not list ${absent.join(', ')}` : null;
}
