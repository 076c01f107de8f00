import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import type { Check } from '../check.js';
import { missing, notShared, ok } from '../finding.js';
import type { SharedRun } from '../hand-in.js';
import { requireOwnRuns } from '../own-runs.js';

const MODEL = 'model/model.json';

/** Each shared run of the student lists its saved network: model/model.json and all weights that it names. */
export const modelSaved: Check = {
  id: 'model-saved',
  judge(handIn) {
    const runs = requireOwnRuns(handIn);
    for (const shared of runs) {
      if (shared.leftOut)
        return notShared(
          `${handIn.runFile(shared)}: its weights were not shared (${shared.leftOut.join(', ')})`,
          `Share it again with its weights: teamnet share --team ${handIn.of.team.team} --student ${handIn.student.id} --weights.`,
        );
      const problem = findProblem(shared);
      if (problem)
        return missing(`${handIn.runFile(shared)}: ${problem}`, 'Train it again and keep the folder model/.');
    }
    return ok(
      runs.map((shared) => `${handIn.runFile(shared)}: files lists ${MODEL} and its weights`).join('; '),
    );
  },
};

/** The files themselves have been checked against their sha256 when the run was read. */
function findProblem({ run, folder }: SharedRun): string | null {
  const listed = run.files.map(({ path }) => path);
  if (!listed.includes(MODEL)) return `files does not list ${MODEL}`;
  const weights = readWeightPaths(join(folder, MODEL));
  if (weights === null || weights.length === 0) return `${MODEL} names no weights (weightsManifest)`;
  const absent = weights.map((path) => posix.join('model', path)).filter((path) => !listed.includes(path));
  return absent.length > 0 ? `files does not list ${absent.join(', ')}` : null;
}

/** From the tfjs layers format, `weightsManifest[].paths`; null when the file is not of that format. */
function readWeightPaths(file: string): string[] | null {
  let model: { weightsManifest?: { paths?: unknown }[] } | null;
  try {
    model = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
  const manifest = model?.weightsManifest;
  if (!Array.isArray(manifest)) return null;
  const paths = manifest.flatMap((group) => (Array.isArray(group?.paths) ? group.paths : []));
  return paths.every((path) => typeof path === 'string') ? paths : null;
}
