import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  asWritten,
  COURSE_DATASETS,
  findProblem,
  type Homework,
  type Member,
  readHomework,
  resolveSettings,
  type Workspace,
} from '@teamnet/records';
import { caught, type Problem, problemIn } from './problem.js';

const SCRIPTS = ['train', 'report', 'grade'];

/**
 * Checks `apps/<team>`: its package.json and its homework.json.
 * @param members the team's roster; null when its team file is broken, then nothing is compared with it
 */
export function checkApp(workspace: Workspace, team: string, members: readonly Member[] | null): Problem[] {
  const folder = workspace.appFolder(team);
  if (!existsSync(folder))
    return [
      problemIn(workspace, team, folder, 'the folder is missing.', 'Copy another app, or make a new team.'),
    ];
  const file = workspace.homeworkFile(team);
  const read = caught(workspace, team, file, () => readHomework(file));
  const homeworkProblems =
    'problem' in read
      ? [read.problem]
      : checkHomework(team, read.value, members).map(([message, remedy]) =>
          problemIn(workspace, team, file, message, remedy),
        );
  return [...checkManifest(workspace, team), ...homeworkProblems];
}

function checkManifest(workspace: Workspace, team: string): Problem[] {
  const file = join(workspace.appFolder(team), 'package.json');
  const report = (message: string, remedy: string) => [problemIn(workspace, team, file, message, remedy)];
  if (!existsSync(file))
    return report('it is missing.', 'Copy apps/team-3/package.json and change the names in it.');
  let manifest: { name?: unknown; scripts?: Record<string, unknown> };
  try {
    manifest = JSON.parse(readFileSync(file, 'utf8').replace(/^\uFEFF/, ''));
  } catch (error) {
    return report(`it is not JSON (${(error as Error).message}).`, 'Mend the place it names.');
  }
  if (manifest?.name !== team)
    return report(
      `its name is ${JSON.stringify(manifest?.name)}.`,
      `turbo --filter ${team} needs "name": "${team}".`,
    );
  const lacking = SCRIPTS.filter((script) => typeof manifest.scripts?.[script] !== 'string');
  if (lacking.length > 0)
    return report(`it has no script ${lacking.join(', ')}.`, 'Copy the scripts of apps/team-3/package.json.');
  return [];
}

/** Pairs of message and remedy. */
function checkHomework(
  team: string,
  homework: Homework,
  members: readonly Member[] | null,
): [string, string][] {
  const problems: [string, string][] = [];
  const { experiments, datasets } = homework;
  if (homework.team !== team) problems.push([`it says team "${homework.team}".`, `Write "team": "${team}".`]);
  if (experiments.length < 4)
    problems.push([`it has ${experiments.length} of at least 4 experiments.`, 'Add experiments.']);
  const lackingData = COURSE_DATASETS.filter((name) => !datasets.includes(name));
  if (lackingData.length > 0)
    problems.push([
      `the data set ${lackingData.join(', ')} is missing.`,
      `A team trains on ${COURSE_DATASETS.join(' and ')}.`,
    ]);
  if (members) {
    const ids = members.map(({ id }) => id);
    for (const { id, by } of experiments)
      if (!ids.includes(by))
        problems.push([`the experiment "${id}" is by "${by}".`, `Members of ${team}: ${ids.join(', ')}.`]);
    for (const id of ids)
      if (!experiments.some(({ by }) => by === id))
        problems.push([`"${id}" has no experiment.`, 'Each member does at least one.']);
  }
  return [...problems, ...checkSettings(homework)];
}

/** A change can leave settings that no training can use, e.g. `earlyStopping: {}` over null; seen once merged. */
function checkSettings(homework: Homework): [string, string][] {
  const problems: [string, string][] = [];
  for (const profile of ['full', ...Object.keys(homework.profiles ?? {})])
    for (const experiment of homework.experiments) {
      const resolved = resolveSettings(homework, experiment, profile);
      // What was derived from `ablate` and `sweep` stands in no file.
      const { change: _, derived: __, ...bare } = experiment;
      const problem = findProblem('homework', asWritten({ ...homework, ...resolved, experiments: [bare] }));
      if (problem)
        problems.push([
          `in the experiment "${experiment.id}" with profile "${profile}", ${problem}`,
          'Change its "change" or the profile so that the merged settings are complete.',
        ]);
    }
  return problems;
}
