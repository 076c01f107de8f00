import { readFileSync } from 'node:fs';
import { isCourseDataset } from './course-datasets.js';
import { RecordInvalidError, RecordMissingError } from './errors.js';
import { ExpansionProblem, expandExperiments } from './expand/expand-experiments.js';
import { allRepeats } from './expand/repeats-of.js';
import type { Grade } from './grade.js';
import type { Experiment, Homework, TrainingSettings } from './homework.js';
import type { Marks } from './marks.js';
import {
  asWritten,
  DATASETS_REMEDY,
  findDatasetsProblem,
  separateOwnDatasets,
  type WrittenHomework,
} from './own-datasets.js';
import { resolveSettings } from './resolve-settings.js';
import type { Rubric } from './rubric.js';
import type { Run } from './run.js';
import type { Team } from './team.js';
import { findTrainingProblem } from './training-problem.js';
import { findProblem, type RecordKind } from './validate.js';

/**
 * Reads and checks a team file. A UTF-8 byte order mark is accepted.
 * @throws RecordMissingError, RecordInvalidError (also for two members of one id)
 */
export function readTeam(file: string): Team {
  const team = readRecord('team', file, 'Make it with "teamnet team new" or copy one from teams/.') as Team;
  const ids = team.members.map((member) => member.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice)
    throw new RecordInvalidError(
      'team',
      file,
      `two members have the id "${twice}".`,
      'Give each member an id of their own.',
    );
  return team;
}

/**
 * Reads and checks a homework file; `model.options` is always there afterwards, `experiments` holds those that
 * `ablate` and `sweep` make as well (expandExperiments), and a team's own data sets stand apart from the names of all
 * (separateOwnDatasets).
 * @throws RecordMissingError, RecordInvalidError (also for two experiments or data sets of one name, and for settings
 *   that cannot go together, in the defaults or in what an experiment or a profile makes of them)
 */
export function readHomework(file: string): Homework {
  const written = readRecord(
    'homework',
    file,
    'Copy one from another app, e.g. apps/team-3.',
  ) as WrittenHomework;
  const datasets = findDatasetsProblem(written);
  if (datasets) throw new RecordInvalidError('homework', file, datasets.problem, datasets.remedy);
  const homework = separateOwnDatasets(written);
  homework.model.options ??= {};
  const ids = homework.experiments.map((experiment) => experiment.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice)
    throw new RecordInvalidError(
      'homework',
      file,
      `two experiments have the id "${twice}".`,
      'Give each experiment an id of its own.',
    );
  const experiments = expand(homework, file);
  const problem = findSettingsProblem(homework, experiments);
  if (problem)
    throw new RecordInvalidError('homework', file, problem, 'Change one of the two, or leave it out.');
  return { ...homework, experiments };
}

function expand(homework: Homework, file: string): Experiment[] {
  try {
    return expandExperiments(homework);
  } catch (error) {
    if (!(error instanceof ExpansionProblem)) throw error;
    throw new RecordInvalidError('homework', file, error.message, error.remedy);
  }
}

/** The first combination of defaults, profile and experiment that cannot be trained. */
function findSettingsProblem(homework: Homework, experiments: readonly Experiment[]): string | null {
  const bare: Experiment = { id: 'defaults', by: '?', question: '?' };
  const all = [bare, ...experiments, ...allRepeats({ ...homework, experiments: [...experiments] })];
  for (const profile of ['full', ...Object.keys(homework.profiles ?? {})])
    for (const experiment of all) {
      const { training } = resolveSettings(homework, experiment, profile);
      // The parts fit the schema each; merged they may not.
      const merged = asWritten({ ...homework, training });
      const problem =
        findProblem('homework', merged) ?? findTrainingProblem(training) ?? sourceProblem(homework, training);
      if (!problem) continue;
      const who = experiment === bare ? 'the defaults' : `experiment "${experiment.id}"`;
      return `${who}${profile === 'full' ? '' : ` in profile "${profile}"`}: ${problem.replace(/^"(?!training)/, '"training.')}`;
    }
  return null;
}

/** Weights come from one of the homework's data sets. */
function sourceProblem({ datasets }: Homework, { transfer }: TrainingSettings): string | null {
  const from = transfer?.from;
  if (typeof from !== 'object' || !('run' in from) || from.dataset === undefined) return null;
  if (isCourseDataset(from.dataset) || datasets.includes(from.dataset)) return null;
  return `"transfer.from.dataset" is "${from.dataset}", which is none of its data sets (${datasets.join(', ')}).`;
}

/**
 * Reads and checks a run file (its schema only; whether its numbers agree is the grader's question).
 * @throws RecordMissingError, RecordInvalidError
 */
export function readRun(file: string): Run {
  return readRecord('run', file, 'Train it: "turbo run train", or ask the team-mate to share it.') as Run;
}

/**
 * Reads and checks a grade file.
 * @throws RecordMissingError, RecordInvalidError
 */
export function readGrade(file: string): Grade {
  return readRecord('grade', file, 'Grade first: "teamnet grade --team TEAM".') as Grade;
}

/**
 * Reads and checks a rubric (its schema and that no id comes twice; which checks there are, the grader knows).
 * @throws RecordMissingError, RecordInvalidError
 */
export function readRubric(file: string): Rubric {
  const rubric = readRecord('rubric', file, 'Copy packages/grader/rubric.json and change it.') as Rubric;
  const ids = [...rubric.items, ...(rubric.manual ?? [])].map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice === undefined) return rubric;
  throw new RecordInvalidError(
    'rubric',
    file,
    `two items have the id "${twice}".`,
    'Give each item an id of its own.',
  );
}

/**
 * Reads and checks what a teacher gave a student.
 * @throws RecordMissingError, RecordInvalidError (also for another student's marks)
 */
export function readMarks(file: string, student: string): Marks {
  const marks = readRecord('marks', file, 'Make it: "teamnet grade mark".') as Marks;
  if (marks.student === student) return marks;
  throw new RecordInvalidError(
    'marks',
    file,
    `it says student "${marks.student}".`,
    `Write "student": "${student}", or move the file to its own student.`,
  );
}

function readRecord(kind: RecordKind, file: string, remedyWhenMissing: string): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new RecordMissingError(kind, file, remedyWhenMissing);
    throw new RecordInvalidError(
      kind,
      file,
      `it cannot be read (${message}).`,
      'Check that it is a file that you may read.',
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new RecordInvalidError(
      kind,
      file,
      `it is not JSON (${(error as Error).message}).`,
      'Mend the place it names; an editor with JSON support shows it.',
    );
  }
  const problem = findProblem(kind, value);
  if (problem)
    throw new RecordInvalidError(
      kind,
      file,
      problem,
      /^"(?:datasets|splits)\b/.test(problem)
        ? DATASETS_REMEDY
        : `The allowed entries are in packages/records/src/schemas/${kind}.schema.json.`,
    );
  return value;
}
