import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DIVERGENCE_FILE,
  type Homework,
  type Member,
  readHomework,
  readTeam,
  readTeamRuns,
  SHARING_FILE,
  type Team,
  TeamnetError,
  type TeamRun,
  type Workspace,
} from '@teamnet/records';
import { StudentUnknownError } from './errors.js';
import { missing, Unmet } from './finding.js';
import { HINTS } from './hints.js';
import type { FileHashes } from './inputs/file-hashes.js';
import { FilesAsked } from './inputs/files-asked.js';
import { MODEL_FILE, readSavedNetwork, type SavedNetwork } from './saved-network/find-load-problem.js';
import type { Discussion } from './similarity/compare-discussions.js';
import { sentencesOf } from './similarity/sentences-of.js';

/** What a team's students hand in together; read once for all of them. */
export interface TeamHandIn {
  workspace: Workspace;
  team: Team;
  /** What was asked of the disk for all of them together. */
  asked: FilesAsked;
  /** @throws Unmet when homework.json is missing or broken */
  homework(): Homework;
  /** @throws Unmet as homework() */
  runs(): readonly TeamRun[];
  /**
   * What a student wrote, taken apart once for all who are compared with it.
   * @param file relative to the checkout
   * @param asked of the student who asks
   * @returns null where there is none that can be read
   */
  discussionAt(file: string, asked: FilesAsked): Discussion | null;
  /**
   * The saved network of a shared run, whose files have been checked already; or what keeps it from being loaded.
   * @param folder of the run
   */
  savedNetwork(folder: string): SavedNetwork | string;
}

/** @throws RecordMissingError, RecordInvalidError for the team file: without it nobody is known to grade */
export function readTeamHandIn(workspace: Workspace, name: string, hashes: FileHashes): TeamHandIn {
  const asked = new FilesAsked(workspace.root, hashes);
  asked.hash(workspace.teamFile(name));
  const team = { ...readTeam(workspace.teamFile(name)), team: name };
  const homework = once(() => {
    asked.hash(workspace.homeworkFile(name));
    return readTeamsHomework(workspace, name);
  });
  const runs = once(() => readRuns(workspace, homework(), asked));
  const discussions = new Map<string, Discussion>();
  const discussionAt = (file: string, askedBy: FilesAsked) =>
    readDiscussion(workspace, file, askedBy, discussions);
  const networks = new Map<string, SavedNetwork | string>();
  const savedNetwork = (folder: string) => {
    const network = networks.get(folder) ?? readNetwork(join(folder, MODEL_FILE));
    networks.set(folder, network);
    return network;
  };
  return { workspace, team, asked, homework, runs, discussionAt, savedNetwork };
}

function readNetwork(file: string): SavedNetwork | string {
  if (!existsSync(file)) return 'there is no such file';
  return readSavedNetwork(readFileSync(file, 'utf8'));
}

function readDiscussion(
  { root }: Workspace,
  file: string,
  asked: FilesAsked,
  known: Map<string, Discussion>,
): Discussion | null {
  try {
    if (asked.hash(join(root, file)) === null) return null;
    let discussion = known.get(file);
    if (!discussion) {
      const text = readFileSync(join(root, file), 'utf8');
      discussion = { file, sentences: sentencesOf(text), quoted: text.match(/^ {0,3}>.*$/gm) ?? [] };
      known.set(file, discussion);
    }
    return discussion;
  } catch {
    // It cannot be read: an error of its author's items, and nobody else's.
    return null;
  }
}

/**
 * Those to grade, in the order of the team file.
 * @param students ids; the whole team when undefined
 * @throws StudentUnknownError
 */
export function membersOf({ team }: TeamHandIn, students: readonly string[] | undefined): Member[] {
  const ids = team.members.map(({ id }) => id);
  for (const student of students ?? [])
    if (!ids.includes(student)) throw new StudentUnknownError(team.team, student, ids);
  return team.members.filter(({ id }) => students?.includes(id) ?? true);
}

function readRuns(workspace: Workspace, homework: Homework, asked: FilesAsked): TeamRun[] {
  const runs = readTeamRuns(workspace, homework, { hashOf: (file) => asked.hash(file) });
  for (const { folder } of runs)
    for (const name of ['run.json', SHARING_FILE, DIVERGENCE_FILE]) asked.hash(join(folder, name));
  return runs;
}

function readTeamsHomework(workspace: Workspace, team: string): Homework {
  const file = `apps/${team}/homework.json`;
  try {
    const homework = readHomework(workspace.homeworkFile(team));
    if (homework.team === team) return homework;
    throw new Unmet(missing(`${file}: it says team "${homework.team}"`, HINTS.writeTeam(team)));
  } catch (error) {
    if (!(error instanceof TeamnetError)) throw error;
    const evidence = error.message.replaceAll(workspace.homeworkFile(team), file);
    throw new Unmet(missing(evidence, HINTS.mendHomework(error.remedy)));
  }
}

/** Calls a function once; later calls give its result, or throw its error, again. */
function once<T>(make: () => T): () => T {
  let answer: { value: T } | { error: unknown } | undefined;
  return () => {
    if (!answer)
      try {
        answer = { value: make() };
      } catch (error) {
        answer = { error };
      }
    if ('error' in answer) throw answer.error;
    return answer.value;
  };
}
