import { type Experiment, type Homework, isCourseDataset, type Run, type TeamRun } from '@teamnet/records';
import type { TeamRecords } from '../team-records.js';
import type { Mask } from './mask.js';

/** Settings that hold no word of a student's. */
const SETTINGS_OF_OURS = new Set(['optimizer', 'augment', 'learningRateSchedule', 'precision', 'language']);

/** What is named in a team's own data set, and what is said of it. */
const WORDS_OF_IMAGES = new Set([
  ...['name', 'folder', 'license', 'homepage', 'notes'],
  ...['labels', 'label', 'predicted', 'key', 'reason', 'first', 'second'],
]);

/** A team's records as if its private members had never had a name; files stay where they are. */
export function maskTeam({ team, homework, runs, repeats }: TeamRecords, mask: Mask): TeamRecords {
  return {
    team: {
      team: team.team,
      members: team.members.map(({ private: hidden, ...member }) =>
        hidden
          ? { id: mask.aliasOf(member.id), name: mask.word }
          : { ...member, ...(member.role === undefined ? {} : { role: mask.text(member.role) }) },
      ),
    },
    homework: maskHomework(homework, mask),
    runs: runs.map((run) => maskRun(run, mask)),
    repeats: repeats.map((run) => maskRun(run, mask)),
  };
}

function maskHomework(homework: Homework, mask: Mask): Homework {
  const { experiments, datasets, ownDatasets, ...rest } = homework;
  return {
    ...maskSettings(rest, mask),
    datasets: datasets.map((name) => maskDataset(name, mask)),
    ...(ownDatasets ? { ownDatasets: maskWords(ownDatasets, mask) } : {}),
    experiments: experiments.map((experiment) => maskExperiment(experiment, mask)),
  };
}

function maskExperiment(experiment: Experiment, mask: Mask): Experiment {
  const { id, by, question, ...rest } = experiment;
  return {
    id: mask.slug(id),
    by: mask.aliasOf(by),
    question: mask.text(question),
    ...maskSettings(rest, mask),
  };
}

function maskRun(place: TeamRun, mask: Mask): TeamRun {
  return {
    ...place,
    experiment: maskExperiment(place.experiment, mask),
    dataset: maskDataset(place.dataset, mask),
    run: place.run && maskRunFile(place.run, mask),
    reason: place.reason === null ? null : mask.text(place.reason),
  };
}

function maskRunFile(run: Run, mask: Mask): Run {
  return {
    ...run,
    ...(isCourseDataset(run.dataset.name)
      ? { dataset: maskOrigin(run.dataset, mask) }
      : maskImages(run, mask)),
    student: mask.aliasOf(run.student),
    experiment: mask.slug(run.experiment),
    question: mask.text(run.question),
    settings: maskSettings(run.settings, mask),
    model: { ...run.model, name: mask.slug(run.model.name), options: maskSettings(run.model.options, mask) },
    ...(run.teacher ? { teacher: maskSettings(run.teacher, mask) } : {}),
    ...(run.transfer ? { transfer: maskSettings(run.transfer, mask) } : {}),
  };
}

/** Of the course's images the folder that they lay in; a photographer stays unless called as a private member is. */
function maskOrigin(dataset: Run['dataset'], mask: Mask): Run['dataset'] {
  const notes = dataset.notes.map((note) => mask.text(note));
  if (!dataset.credits) return { ...dataset, notes };
  const shown = Object.entries(dataset.credits.shown).map(([key, credit]) => {
    const { photographer, url = '' } = credit;
    const hidden = [photographer, url].some((text) => mask.findIn(text) !== null);
    return [key, hidden ? { photographer: mask.text(photographer) } : credit];
  });
  return { ...dataset, notes, credits: { ...dataset.credits, shown: Object.fromEntries(shown) } };
}

/** What a run tells of a team's own images: name, labels, file names and licence are a student's words. */
function maskImages({ dataset, test, inspection }: Run, mask: Mask): Partial<Run> {
  return {
    dataset: maskWords(dataset, mask),
    test: maskWords(test, mask),
    ...(inspection ? { inspection: maskWords(inspection, mask) } : {}),
  };
}

function maskDataset(name: string, mask: Mask): string {
  return isCourseDataset(name) ? name : mask.slug(name);
}

/** The strings in words of a student's; labels also name the counts of images. All else stays as it is. */
function maskWords<T>(value: T, mask: Mask, isWord = false): T {
  if (typeof value === 'string') return (isWord ? mask.slug(value) : value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => maskWords(one, mask, isWord)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]: [string, unknown]) => [
    isWord ? mask.slug(key) : key,
    maskWords(inner, mask, WORDS_OF_IMAGES.has(key)),
  ]);
  return Object.fromEntries(entries) as T;
}

/** Names of experiments and files that settings hold: a teacher, a run to begin with, a model of the team's own. */
function maskSettings<T>(value: T, mask: Mask): T {
  if (typeof value === 'string') return mask.slug(value) as T;
  if (Array.isArray(value)) return value.map((one: unknown) => maskSettings(one, mask)) as T;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, inner]: [string, unknown]) => [
    key,
    SETTINGS_OF_OURS.has(key) ? inner : maskSettings(inner, mask),
  ]);
  return Object.fromEntries(entries) as T;
}
