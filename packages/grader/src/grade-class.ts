import { availableParallelism } from 'node:os';
import type { Workspace } from '@teamnet/records';
import { gradeInWorkers } from './parallel/grade-in-workers.js';
import { type GradedTeam, type RegradeOptions, regradeTeam } from './regrade-team.js';
import { findClassRivals } from './similarity/class-discussions.js';

/** A team, graded, or why it could not be. */
export type GradedOrNot = GradedTeam | { team: string; problem: Error };

/** Starting threads takes as long as grading some teams. */
const WORTH_THREADS = 24;
/** More would wait for the disk. */
const MOST_THREADS = 8;

/**
 * Grades one team after the other and writes each grade at once, so that a class takes no more memory than a few
 * teams. A team that cannot be graded stops none of the others. Discussions are compared across the teams, too.
 * @param teams those to grade
 * @returns in the order of `teams`
 */
export async function* gradeClass(
  workspace: Workspace,
  teams: readonly string[],
  options: Omit<RegradeOptions, 'students' | 'rivals'>,
): AsyncIterable<GradedOrNot> {
  const rivals = findClassRivals(workspace, teams);
  const threads = Math.min(availableParallelism(), MOST_THREADS);
  if (threads > 1 && teams.length >= WORTH_THREADS)
    yield* gradeInWorkers(workspace, teams, { ...options, rivals }, threads);
  else for (const team of teams) yield gradeOne(workspace, team, { ...options, rivals });
}

/** A team, graded, or why it could not be. */
export function gradeOne(workspace: Workspace, team: string, options: RegradeOptions): GradedOrNot {
  try {
    return regradeTeam(workspace, team, options);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    return { team, problem: error };
  }
}
