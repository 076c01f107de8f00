import {
  allRepeats,
  type Experiment,
  findProblem,
  type Homework,
  type Run,
  type RunFile,
  SHARING_FILE,
  type Share,
  type ShareRun,
  settingsDifference,
} from '@teamnet/records';
import { isWeights } from './weights-files.js';

/** What is wrong with a shared file: a sentence, and what to do. */
export interface Fault {
  problem: string;
  remedy: string;
}

/**
 * Whether a run may go where share.json wants it: it is one of the homework's, its author's, complete, and trained with
 * the settings of homework.json.
 * @param content of its run.json
 * @returns the run, or the first fault
 */
export function checkSharedRun(
  share: Share,
  entry: ShareRun,
  content: Buffer,
  homework: Homework,
): { run: Run } | { fault: Fault } {
  const { team, student } = share;
  const name = `${entry.experiment} on ${entry.dataset}`;
  const fault = (problem: string, remedy = 'Ask its author to share again.') => ({
    fault: { problem: `${name}: ${problem}`, remedy: `${remedy} Nothing of the file went in.` },
  });
  const place = placeFault(share, entry, homework);
  if (place) return { fault: { ...place, remedy: `${place.remedy} Nothing of the file went in.` } };

  let value: unknown;
  try {
    value = JSON.parse(content.toString('utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    return fault(`its run.json is not JSON (${(error as Error).message}).`);
  }
  const problem = findProblem('run', value);
  if (problem) return fault(`its run.json does not fit the schema: ${problem}`);
  const run = value as Run;
  const said = {
    team: run.team,
    student: run.student,
    experiment: run.experiment,
    dataset: run.dataset.name,
    id: run.id,
  };
  const { experiment, dataset, id } = entry;
  for (const [key, wanted] of Object.entries({ team, student, experiment, dataset, id }))
    if (said[key as keyof typeof said] !== wanted)
      return fault(
        `its run.json says ${key} "${said[key as keyof typeof said]}", and share.json "${wanted}".`,
      );
  const files = filesFault(run, entry);
  if (files) return fault(files);
  const difference = settingsDifference(homework, findExperiment(homework, experiment)!, run);
  if (difference)
    return fault(
      `${difference}.`,
      'Bring homework.json to the same state (git pull), or ask its author to train it again.',
    );
  return { run };
}

/** Whether the homework has such a run, by this author. */
export function placeFault(
  { team, student }: Share,
  { experiment: id, dataset }: { experiment: string; dataset: Homework['datasets'][number] },
  homework: Homework,
): Fault | null {
  const experiment = findExperiment(homework, id);
  const remedy = 'Bring homework.json to the same state (git pull) and collect again.';
  if (!experiment)
    return { problem: `${id} on ${dataset}: homework.json of ${team} has no experiment "${id}".`, remedy };
  if (experiment.by !== student)
    return {
      problem: `${id} on ${dataset}: the experiment is by "${experiment.by}" in homework.json, not by "${student}".`,
      remedy,
    };
  return homework.datasets.includes(dataset)
    ? null
    : { problem: `${id} on ${dataset}: homework.json has no data set "${dataset}".`, remedy };
}

function findExperiment(homework: Homework, id: string): Experiment | undefined {
  return [...homework.experiments, ...allRepeats(homework)].find((experiment) => experiment.id === id);
}

/** share.json and run.json must tell of the same files. */
function filesFault(run: Run, { files, leftOut }: ShareRun): string | null {
  const same = (a: RunFile, b: RunFile) => a.bytes === b.bytes && a.sha256 === b.sha256;
  const claimed = new Map<string, RunFile>();
  for (const file of run.files) {
    if ([SHARING_FILE, 'run.json'].includes(file.path)) return `its run.json lists ${file.path} as a file.`;
    if (claimed.has(file.path)) return `its run.json lists ${file.path} twice.`;
    claimed.set(file.path, file);
  }
  for (const file of leftOut)
    if (!isWeights(file)) return `${file.path} is left out, and only weights may be.`;
  for (const file of [...files, ...leftOut]) {
    if (file.path === 'run.json') continue;
    const listed = claimed.get(file.path);
    if (!listed) return `${file.path} is no file of its run.json.`;
    if (!same(listed, file)) return `${file.path} is not the file that its run.json lists (sha256).`;
    claimed.delete(file.path);
  }
  const [missing] = claimed.keys();
  if (missing !== undefined) return `${missing}, which its run.json lists, is not there.`;
  return files.some(({ path }) => path === 'run.json') ? null : 'it has no run.json.';
}
