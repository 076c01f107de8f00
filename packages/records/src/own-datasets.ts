import { COURSE_DATASETS, isCourseDataset } from './course-datasets.js';
import type { Homework, OwnDataset, SplitExpressions } from './homework.js';

/** homework.json as it is written: a team's own data set stands among the names of the course's. */
export type WrittenHomework = Omit<Homework, 'datasets' | 'ownDatasets'> & {
  datasets: (string | OwnDataset)[];
};

/** What of a homework's data sets cannot be: a sentence, and what to do. */
export interface DatasetsProblem {
  problem: string;
  remedy: string;
}

/** Folders of an app that Teamnet writes; what lies there is no data, and turbo does not look there for data. */
const MADE = ['runs', 'reports', 'grades', 'discussion', 'marks', 'node_modules'];

/** How homework.json names a data set, for remedies. */
export const DATASETS_REMEDY = `Name ${COURSE_DATASETS.map((name) => `"${name}"`).join(' and ')}, and one of your own as { "name": "leaves", "folder": "./leaves" }: a name of a-z, 0-9 and _, and a folder of the app (or an "archive", a zip or tar.gz of it) that holds <label>/*.jpg or <split>/<label>/*.jpg.`;

/** The homework as rooms see it: all data sets by name, the team's own apart, their splits with the others. */
export function separateOwnDatasets(written: WrittenHomework): Homework {
  const own = written.datasets.filter((entry) => typeof entry !== 'string');
  const datasets = written.datasets.map((entry) => (typeof entry === 'string' ? entry : entry.name));
  if (own.length === 0) return { ...written, datasets };
  const splits = Object.fromEntries(
    own.flatMap(({ name, splits }): [string, SplitExpressions][] => (splits ? [[name, splits]] : [])),
  );
  return { ...written, datasets, ownDatasets: own, splits: { ...written.splits, ...splits } };
}

/** The other way round. */
export function asWritten({ ownDatasets = [], splits, ...homework }: Homework): WrittenHomework {
  const datasets = homework.datasets.map((name) => ownDatasets.find((own) => own.name === name) ?? name);
  const others = Object.entries(splits ?? {}).filter(([name]) => isCourseDataset(name));
  return { ...homework, datasets, ...(splits ? { splits: Object.fromEntries(others) } : {}) };
}

/** What a schema cannot say of the data sets of a homework. */
export function findDatasetsProblem({ datasets }: WrittenHomework): DatasetsProblem | null {
  const names = datasets.map((entry) => (typeof entry === 'string' ? entry : entry.name));
  for (const [index, entry] of datasets.entries()) {
    if (typeof entry === 'string') continue;
    const { name, folder, archive } = entry;
    const place = `"datasets[${index}]`;
    if (isCourseDataset(name))
      return {
        problem: `${place}.name" is "${name}", a data set of the course.`,
        remedy: `Give your own another name, or write "${name}" alone for the course's.`,
      };
    if (names.indexOf(name) !== index)
      return {
        problem: `${place}.name" is "${name}", as another one's is.`,
        remedy: 'Give each data set a name of its own.',
      };
    if (folder !== undefined && archive !== undefined)
      return { problem: `${place}" has a folder and an archive.`, remedy: 'Leave one of the two out.' };
    const kind = archive === undefined ? 'folder' : 'archive';
    const example = archive === undefined ? `./${name}` : `./${name}.zip`;
    const problem = placeProblem(folder ?? archive ?? '') ?? (archive ? archiveProblem(archive) : null);
    if (problem !== null)
      return {
        problem: `${place}.${kind}" is ${JSON.stringify(folder ?? archive)}, ${problem}.`,
        remedy: `Put the images into ${kind === 'folder' ? 'a folder' : 'a zip or tar.gz'} of the app and name it from there, e.g. "${example}".`,
      };
  }
  return null;
}

function placeProblem(place: string): string | null {
  if (place.includes('\\')) return 'with a backslash where all systems know /';
  const elsewhere = 'which is not in the folder of homework.json: neither team-mates nor turbo would have it';
  if (/^[/~]|^[A-Za-z]:/.test(place)) return elsewhere;
  const parts = place.split('/').filter((part) => part !== '' && part !== '.');
  if (parts.includes('..')) return elsewhere;
  if (parts.length === 0) return 'the whole app';
  if (MADE.includes(parts[0]!)) return `but ${parts[0]}/ is no place for data`;
  return parts.some((part) => part.startsWith('.')) ? 'which is hidden' : null;
}

function archiveProblem(archive: string): string | null {
  if (!/\.(?:zip|tgz|tar\.gz)$/i.test(archive)) return 'which is no .zip, .tgz or .tar.gz';
  return archive.toLowerCase().endsWith('.teamnet.zip') ? 'as a file of "teamnet share" is called' : null;
}
