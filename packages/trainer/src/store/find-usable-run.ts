import { pixelRule } from '@teamnet/datasets';
import {
  canonicalJson,
  type Homework,
  type Run,
  readRunIfValid,
  readSharingNote,
  readTeamRuns,
  settingsDifference,
  type Workspace,
} from '@teamnet/records';
import type { PreparedTask } from '../prepare-tasks.js';
import { isThisMachine } from '../results/describe-environment.js';
import { isInGit } from './is-in-git.js';

/** A whole run in its place, whatever its id. */
export interface UsableRun {
  run: Run;
  /** `collected` from a team-mate's file; trained `elsewhere`; kept `in-git`, as by a team-mate; trained `here`. */
  origin: 'collected' | 'elsewhere' | 'in-git' | 'here';
  /** Where its settings or network are others than homework.json asks for now, one sentence; null when they are not. */
  difference: string | null;
}

/** What a run must be to stand for a task; without `data` where nothing is known of the images. */
export interface WantedRun
  extends Pick<PreparedTask, 'experiment' | 'dataset' | 'folder' | 'settings' | 'modelFingerprint'> {
  data: PreparedTask['data'] | null;
}

/**
 * The run in a task's place that can stand for it though its id is another one: ids hold what differs from machine to
 * machine (the engine, bits of the weights that a run starts from). A collected run counts always, in whatever profile
 * its author trained it; others when settings, network and data are the wanted ones. Another machine may have other photos, but
 * images that were drawn (stand-in) never stand for photos.
 * @returns null when there is none, or not all of its files are there
 */
export function findUsableRun(
  workspace: Workspace,
  homework: Homework,
  { experiment, dataset, folder, settings, data, modelFingerprint }: WantedRun,
): UsableRun | null {
  const file = workspace.runFile(homework.team, experiment.id, dataset);
  const there = readRunIfValid(file);
  if (!there) return null;
  const place = {
    ...homework,
    experiments: [{ ...experiment, by: there.student }],
    datasets: [dataset],
  };
  const run = readTeamRuns(workspace, place)[0]?.run;
  if (!run) return null;
  const sameNetwork = run.model.fingerprint === modelFingerprint;
  if (readSharingNote(folder, run.student)?.collected) {
    const difference = settingsDifference(homework, experiment, run);
    return {
      run,
      origin: 'collected',
      difference:
        difference ?? (sameNetwork ? null : 'its network is not the one that homework.json makes here'),
    };
  }
  const { environment, dataset: used } = run;
  const origin = isThisMachine(environment) ? (isInGit(file) ? 'in-git' : 'here') : 'elsewhere';
  const samePixels = used.pixels === pixelRule(settings.training.resize);
  const sameData =
    data === null ||
    used.fingerprint === data.info.fingerprint ||
    (origin === 'elsewhere' && used.source !== 'stand-in');
  const isWanted =
    sameNetwork &&
    sameData &&
    samePixels &&
    run.student === experiment.by &&
    canonicalJson(run.settings) === canonicalJson(settings) &&
    settingsDifference(homework, experiment, run) === null;
  return isWanted ? { run, origin, difference: null } : null;
}

/** The same, of runs that were collected only. Cheap where there is none. */
export function findCollectedRun(
  workspace: Workspace,
  homework: Homework,
  task: PreparedTask,
): UsableRun | null {
  if (!readSharingNote(task.folder, null)?.collected) return null;
  const found = findUsableRun(workspace, homework, task);
  return found?.origin === 'collected' ? found : null;
}
