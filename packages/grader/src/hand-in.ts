import { join, relative, sep } from 'node:path';
import {
  type Experiment,
  type Homework,
  isCourseDataset,
  type Member,
  type Run,
  studentText,
  TEMPLATE_MARKER,
  type TeamRun,
} from '@teamnet/records';
import { empty, missing, Unmet } from './finding.js';
import { HINTS } from './hints.js';
import type { FileHashes } from './inputs/file-hashes.js';
import { FilesAsked } from './inputs/files-asked.js';
import { parseReport, type Report } from './parse-report.js';
import type { Discussion } from './similarity/compare-discussions.js';
import type { TeamHandIn } from './team-hand-in.js';

/** A shared run: one whose run.json and files have been checked. */
export type SharedRun = TeamRun & { run: Run };

/**
 * Everything that one student hands in, read when a check first asks for it. Where a part is not there, the getter
 * throws Unmet with the finding, so that a check only says what it wants of the part.
 */
export class HandIn {
  readonly reportFile: string;
  readonly discussionFile: string;
  readonly homeworkFile: string;
  /** What was asked of the disk for this student alone. */
  readonly asked: FilesAsked;
  #report: Report | undefined;

  constructor(
    readonly of: TeamHandIn,
    readonly student: Member,
    hashes: FileHashes,
    /** Discussions of other teams that this one is compared with; relative to the checkout. */
    readonly rivals: readonly string[] = [],
  ) {
    this.asked = new FilesAsked(of.workspace.root, hashes);
    const { workspace, team } = of;
    this.reportFile = this.#name(join(workspace.reportsFolder(team.team), `${student.id}.md`));
    this.discussionFile = this.#name(workspace.discussionFile(team.team, student.id));
    this.homeworkFile = this.#name(workspace.homeworkFile(team.team));
  }

  get members(): readonly Member[] {
    return this.of.team.members;
  }

  /** @throws Unmet when there is no valid homework.json */
  get homework(): Homework {
    return this.of.homework();
  }

  get ownExperiments(): Experiment[] {
    return this.homework.experiments.filter(({ by }) => by === this.student.id);
  }

  /** All runs that the homework asks for, on a team's own data sets too. */
  get allRuns(): readonly TeamRun[] {
    return this.of.runs();
  }

  /** Those on the course's data sets, which are graded; another one is an extra, and no item can fail by it. */
  get runs(): readonly TeamRun[] {
    return this.allRuns.filter(({ dataset }) => isCourseDataset(dataset));
  }

  get allSharedRuns(): SharedRun[] {
    return this.allRuns.filter(isShared);
  }

  get sharedRuns(): SharedRun[] {
    return this.runs.filter(isShared);
  }

  get ownSharedRuns(): SharedRun[] {
    return this.sharedRuns.filter(({ experiment }) => experiment.by === this.student.id);
  }

  /** @throws Unmet when there is no report, or an empty one */
  get report(): Report {
    if (this.#report) return this.#report;
    const hint = HINTS.makeReport(this.of.team.team);
    const text = this.#read(this.reportFile);
    if (text === null) throw new Unmet(missing(`${this.reportFile}: there is no such file`, hint));
    if (text.trim() === '') throw new Unmet(empty(`${this.reportFile}: the file is empty`, hint));
    this.#report = parseReport(text);
    return this.#report;
  }

  /**
   * What the student wrote in their discussion.
   * @throws Unmet when the file is not there, or holds nothing but the template
   */
  get discussion(): string {
    const text = this.#read(this.discussionFile);
    if (text === null)
      throw new Unmet(
        missing(`${this.discussionFile}: there is no such file`, HINTS.answerQuestions(this.of.team.team)),
      );
    const own = studentText(text);
    if (own === '') throw new Unmet(empty(`${this.discussionFile}: ${whyEmpty(text)}`, HINTS.writeBelow));
    return own;
  }

  /** Those of the team-mates, and of other teams where the class is graded together; without the unreadable ones. */
  get otherDiscussions(): Discussion[] {
    const mates = this.members
      .filter(({ id }) => id !== this.student.id)
      .map(({ id }) => this.#name(this.of.workspace.discussionFile(this.of.team.team, id)));
    return [...mates, ...this.rivals].flatMap((file) => this.of.discussionAt(file, this.asked) ?? []);
  }

  /** Where in homework.json something stands, for evidence: `apps/team-3/homework.json:17`. */
  homeworkAt(pattern: RegExp): string {
    const lines = (this.#read(this.homeworkFile) ?? '').split('\n');
    const index = lines.findIndex((line) => pattern.test(line));
    return index < 0 ? this.homeworkFile : `${this.homeworkFile}:${index + 1}`;
  }

  /** A run's file relative to the checkout, for evidence. */
  runFile({ folder }: TeamRun): string {
    return this.#name(join(folder, 'run.json'));
  }

  #name(file: string): string {
    return relative(this.of.workspace.root, file).replaceAll(sep, '/');
  }

  #read(name: string): string | null {
    return this.asked.read(join(this.of.workspace.root, name))?.toString('utf8') ?? null;
  }
}

function isShared(run: TeamRun): run is SharedRun {
  return run.run !== null;
}

function whyEmpty(discussion: string): string {
  if (discussion.trim() === '') return 'the file is empty';
  return discussion.includes(TEMPLATE_MARKER)
    ? 'still the untouched template'
    : 'nothing but headings and quotations';
}
