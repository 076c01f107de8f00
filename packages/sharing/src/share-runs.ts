import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  allRepeats,
  type Experiment,
  findProblem,
  type Homework,
  type Run,
  type RunFile,
  readHomework,
  readTeam,
  readTeamRuns,
  type Share,
  type ShareGap,
  type ShareRun,
  settingsDifference,
  type TeamRun,
  toJson,
  type Workspace,
} from '@teamnet/records';
import { ShareError } from './errors.js';
import { isWeights } from './weights-files.js';
import { type ArchiveEntry, writeArchive } from './write-archive.js';

export interface ShareChoice {
  /** Member id; may be left out when the runs here are of one member. */
  student?: string;
  /** Only these experiments, with their repeats; all when left out. */
  experiments?: readonly string[];
  /** These are withheld, with their repeats: team-mates are told so. */
  without?: readonly string[];
  /** Whether the trained weights go along; true when left out. */
  weights?: boolean;
  /** File or existing folder, absolute. */
  out: string;
}

export interface SharedFile {
  /** Absolute. */
  file: string;
  bytes: number;
  /** As in the file's share.json. */
  share: Share;
}

/**
 * Packs a member's runs into one file, `<team>-<student>.teamnet.zip` in a folder given: run.json and every file that
 * it lists, weights as asked, and `share.json` with what is inside and what is not. The discussion stays at home. Equal
 * runs give equal bytes.
 * @throws ShareError when nothing can be shared or a name is not there; the errors of readTeam, readHomework;
 *   RecordWriteError
 */
export function shareRuns(workspace: Workspace, team: string, choice: ShareChoice): SharedFile {
  const members = readTeam(workspace.teamFile(team)).members.map(({ id }) => id);
  const homework = readHomework(workspace.homeworkFile(team));
  const all = readTeamRuns(workspace, {
    ...homework,
    experiments: [...homework.experiments, ...allRepeats(homework)],
  });
  const student = chooseStudent(team, members, all, choice.student);
  const own = all.filter(({ experiment }) => experiment.by === student);
  checkNames(own, student, [...(choice.experiments ?? []), ...(choice.without ?? [])]);

  const entries: ArchiveEntry[] = [];
  const share: Share = { format: 'teamnet-share-1', team, student, runs: [], notShared: [] };
  for (const place of own) {
    const gap = whyNot(homework, place, choice);
    if (gap) {
      const { experiment, dataset } = place;
      share.notShared.push({ experiment: experiment.id, dataset, ...gap });
    } else share.runs.push(pack(place as TeamRun & { run: Run }, choice.weights ?? true, entries));
  }
  if (share.runs.length === 0 && !share.notShared.some(({ why }) => why === 'withheld'))
    throw new ShareError(
      `${student} of ${team} has no run to share${share.notShared.map((gap) => `; ${gap.experiment} on ${gap.dataset}: ${gap.detail}`).join('')}`,
      `Train first: "teamnet train --team ${team} --student ${student}".`,
    );
  const problem = findProblem('share', share);
  if (problem) throw new Error(`share.json would not fit its schema: ${problem}`);
  const manifest = Buffer.from(toJson(share));
  const out = statSync(choice.out, { throwIfNoEntry: false })?.isDirectory()
    ? join(choice.out, `${team}-${student}.teamnet.zip`)
    : choice.out;
  const bytes = writeArchive(out, [{ path: 'share.json', read: () => manifest }, ...entries]);
  return { file: out, bytes, share };
}

function chooseStudent(
  team: string,
  members: readonly string[],
  runs: readonly TeamRun[],
  given: string | undefined,
): string {
  if (given !== undefined) {
    if (members.includes(given)) return given;
    throw new ShareError(`There is no "${given}" in ${team}.`, `Members of ${team}: ${members.join(', ')}.`);
  }
  const having = members.filter((id) => runs.some(({ run }) => run?.student === id));
  if (having.length === 1) return having[0]!;
  throw new ShareError(
    having.length === 0
      ? `${team} has no run to share.`
      : `Here are runs of ${having.join(', ')}; whose are to be shared?`,
    having.length === 0 ? `Train first: "teamnet train --team ${team}".` : 'Add --student with your id.',
  );
}

function checkNames(own: readonly TeamRun[], student: string, names: readonly string[]): void {
  const ids = [...new Set(own.map(({ experiment }) => experiment.id))];
  for (const name of names)
    if (!ids.includes(name))
      throw new ShareError(
        `${student} has no experiment "${name}".`,
        ids.length === 0
          ? 'No experiment of homework.json is theirs.'
          : `Experiments of ${student}: ${ids.join(', ')}.`,
      );
}

function whyNot(
  homework: Homework,
  { experiment, run, reason, folder }: TeamRun,
  { experiments, without = [] }: ShareChoice,
): Pick<ShareGap, 'why' | 'detail'> | null {
  const isNamed = (names: readonly string[]) => namesOf(experiment).some((name) => names.includes(name));
  if (isNamed(without)) return { why: 'withheld', detail: 'It is withheld by its author.' };
  if (experiments && !isNamed(experiments))
    return { why: 'not-chosen', detail: 'It was not asked for this time.' };
  if (!run) return { why: 'not-usable', detail: reason ?? `There is no run in ${folder}.` };
  const difference = settingsDifference(homework, experiment, run);
  return difference ? { why: 'not-usable', detail: `${difference}; train it again.` } : null;
}

/** A repeat answers to the name of what it repeats as well. */
function namesOf({ id, derived }: Experiment): string[] {
  return derived?.kind === 'repeat' ? [id, derived.of] : [id];
}

function pack({ run, folder }: TeamRun & { run: Run }, weights: boolean, entries: ArchiveEntry[]): ShareRun {
  const isHere = ({ path }: RunFile) => existsSync(join(folder, path));
  const goes = (file: RunFile) => (weights || !isWeights(file)) && isHere(file);
  const content = readFileSync(join(folder, 'run.json'));
  const own: RunFile = {
    path: 'run.json',
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
  };
  const { experiment, id, dataset } = run;
  const files = [own, ...run.files.filter(goes)];
  for (const { path } of files)
    entries.push({
      path: `runs/${experiment}/${dataset.name}/${path}`,
      read: () => readFileSync(join(folder, path)),
    });
  return {
    experiment,
    dataset: dataset.name,
    id,
    files: files.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
    leftOut: run.files
      .filter((file) => !goes(file))
      .map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
  };
}
