import { baselineOf, type Homework, type TeamRun } from '@teamnet/records';
import type { SharedRun } from '../report-context.js';
import { type SeedResults, seedResults } from './seed-results.js';
import { type Standing, standings } from './standing.js';

/** An experiment on a data set: its trainings, and how they stand to the baseline's. */
export interface ExperimentResult extends SeedResults {
  standing: Standing;
}

/** The results of a team's experiments, worked out once for all of its reports. */
export class TeamStandings {
  readonly #byDataset = new Map<string, ExperimentResult[]>();

  constructor(
    readonly homework: Homework,
    readonly runs: readonly TeamRun[],
    readonly repeats: readonly TeamRun[],
  ) {}

  /** The shared experiments of a data set, in the homework's order. */
  on(dataset: string): ExperimentResult[] {
    const known = this.#byDataset.get(dataset);
    if (known) return known;
    const results = this.runs
      .filter((run): run is SharedRun => run.run !== null && run.dataset === dataset)
      .map((run) => seedResults(run, this.repeats));
    const id = baselineOf(this.homework)?.id;
    const baseline = results.find(({ runs: [first] }) => first!.experiment.id === id) ?? null;
    const stand = standings(baseline, results);
    const made = results.map((result, index) => ({ ...result, standing: stand[index]! }));
    this.#byDataset.set(dataset, made);
    return made;
  }

  /** Of one experiment; null when it is not shared. */
  of(experiment: string, dataset: string): ExperimentResult | null {
    return this.on(dataset).find(({ runs: [first] }) => first!.experiment.id === experiment) ?? null;
  }

  /** Experiments that are compared with the baseline in one table: the family of Holm's correction. */
  comparisons(dataset: string): number {
    return this.on(dataset).filter(({ standing }) => standing.kind === 'measured' && standing.p !== null)
      .length;
  }
}
