import {
  allRepeats,
  type Experiment,
  type Homework,
  type ResolvedSettings,
  readHomework,
  readTeam,
  resolveSettings,
  type Workspace,
} from '@teamnet/records';
import { checkSourceRuns } from './check-source-runs.js';
import { TrainingPlanError } from './errors.js';
import { orderRuns } from './order-runs.js';
import { otherDataset } from './source-runs.js';

/** One training that the homework asks for. */
export interface PlannedRun {
  experiment: Experiment;
  dataset: string;
  /** See otherDataset. */
  otherDataset: string;
  settings: ResolvedSettings;
  /** Absolute. */
  folder: string;
}

export interface Plan {
  homework: Homework;
  runs: PlannedRun[];
}

/** Which part of the homework to train; what is left out means all. */
export interface Choice {
  profile: string;
  experiments?: string[];
  datasets?: string[];
  student?: string;
}

/**
 * Resolves a team's homework to the runs to train, experiment by experiment, but a teacher before its students; the
 * repeats with other seeds come last.
 * @throws TrainingPlanError for a name that is not there, and the errors of readTeam, readHomework, resolveSettings
 */
export function planRuns(workspace: Workspace, team: string, choice: Choice): Plan {
  const teamFile = workspace.teamFile(team);
  const homeworkFile = workspace.homeworkFile(team);
  const members = readTeam(teamFile).members.map(({ id }) => id);
  const homework = readHomework(homeworkFile);
  if (homework.team !== team)
    throw new TrainingPlanError(
      `${homeworkFile}: "team" is "${homework.team}", but the file is the homework of ${team}.`,
      `Write "team": "${team}".`,
    );
  for (const { id, by } of homework.experiments)
    requireKnown(
      by,
      members,
      `${homeworkFile}: experiment "${id}" is by "${by}", who is not in ${teamFile}.`,
    );
  if (choice.student !== undefined)
    requireKnown(choice.student, members, `There is no student "${choice.student}" in ${teamFile}.`);

  const experiments = chooseExperiments(homework, homeworkFile, choice);
  const datasets = homework.datasets.filter((name) => choice.datasets?.includes(name) ?? true);
  for (const name of choice.datasets ?? [])
    requireKnown(name, homework.datasets, `${homeworkFile} has no data set "${name}".`);

  const runs = experiments.flatMap((experiment) => {
    const settings = resolveSettings(homework, experiment, choice.profile);
    return datasets.map((dataset): PlannedRun => {
      const folder = workspace.runFolder(team, experiment.id, dataset);
      const other = otherDataset(dataset, homework.datasets);
      return { experiment, dataset, otherDataset: other, settings, folder };
    });
  });
  checkSourceRuns(workspace, homework, runs);
  return { homework, runs: orderRuns(runs) };
}

/** An experiment that is chosen brings its repeats along; a repeat may be chosen alone. */
function chooseExperiments(homework: Homework, homeworkFile: string, choice: Choice): Experiment[] {
  const all = [...homework.experiments, ...allRepeats(homework)];
  const ids = all.map(({ id }) => id);
  for (const id of choice.experiments ?? [])
    requireKnown(id, ids, `${homeworkFile} has no experiment "${id}".`);
  const isNamed = ({ id, derived }: Experiment) =>
    choice.experiments?.some((named) => named === id || (derived?.kind === 'repeat' && named === derived.of));
  const chosen = all.filter(
    (experiment) =>
      (isNamed(experiment) ?? true) && (choice.student === undefined || experiment.by === choice.student),
  );
  if (chosen.length === 0)
    throw new TrainingPlanError(
      `${homeworkFile}: none of ${(choice.experiments ?? ids).join(', ')} is an experiment by "${choice.student}".`,
      'Choose another student or experiment, or add an experiment of theirs to homework.json.',
    );
  return chosen;
}

function requireKnown(name: string, known: readonly string[], message: string): void {
  if (!known.includes(name)) throw new TrainingPlanError(message, `Use one of: ${known.join(', ')}.`);
}
