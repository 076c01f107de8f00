import type { Experiment, Homework, Language, Member, Run, Team, TeamRun } from '@teamnet/records';
import type { TeamStandings } from './facts/team-standings.js';
import type { Charts } from './figures/charts.js';

/** A run that is shared: read, and its files checked. */
export type SharedRun = TeamRun & { run: Run };

/** `unreadable`: a folder, no permission; `encoding`: text, but not in UTF-8. */
export type DiscussionProblem = { kind: 'unreadable'; cause: string } | { kind: 'encoding' };

/** What the student's discussion file holds. */
export interface Discussion {
  /** Relative to the checkout, for readers. */
  file: string;
  text: string;
  /** false while there is nothing in it but the template. */
  written: boolean;
  /** Why it cannot be shown; null when it can. */
  problem: DiscussionProblem | null;
}

/** Everything that one student's report is made from. */
export class ReportContext {
  constructor(
    readonly team: Team,
    readonly homework: Homework,
    /** Each run that the homework asks for, shared or not. */
    readonly runs: readonly TeamRun[],
    readonly student: Member,
    readonly discussion: Discussion,
    readonly language: Language,
    readonly charts: Charts,
    /** How the experiments come out over their seeds, and against the baseline. */
    readonly standings: TeamStandings,
  ) {}

  get shared(): SharedRun[] {
    return this.runs.filter((run): run is SharedRun => run.run !== null);
  }

  get own(): TeamRun[] {
    return this.runs.filter(({ experiment }) => experiment.by === this.student.id);
  }

  get ownShared(): SharedRun[] {
    return this.shared.filter(({ experiment }) => experiment.by === this.student.id);
  }

  get ownExperiments(): Experiment[] {
    return this.homework.experiments.filter(({ by }) => by === this.student.id);
  }

  /** A member's name; the id itself for somebody who is not in the team file. */
  nameOf(id: string): string {
    return this.team.members.find((member) => member.id === id)?.name ?? id;
  }

  /** The run that stands for a data set or a network: the student's own first, then any shared one. */
  exampleRun(dataset?: string): SharedRun | null {
    const fits = (run: SharedRun) => dataset === undefined || run.dataset === dataset;
    return this.ownShared.find(fits) ?? this.shared.find(fits) ?? null;
  }
}
