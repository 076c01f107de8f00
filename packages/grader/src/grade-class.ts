import type { Workspace } from '@teamnet/records';
import { type GradedTeam, type RegradeOptions, regradeTeam } from './regrade-team.js';
import { findClassRivals } from './similarity/class-discussions.js';

/** A team, graded, or why it could not be. */
export type GradedOrNot = GradedTeam | { team: string; problem: Error };

/**
 * Grades one team after the other and writes each grade at once, so that a class takes no more memory than a team. A
 * team that cannot be graded stops none of the others. Discussions are compared across the teams, too.
 * @param teams those to grade
 */
export function* gradeClass(
  workspace: Workspace,
  teams: readonly string[],
  options: Omit<RegradeOptions, 'students' | 'rivals'>,
): Iterable<GradedOrNot> {
  const rivals = findClassRivals(workspace, teams);
  for (const team of teams)
    try {
      yield regradeTeam(workspace, team, { ...options, rivals });
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      yield { team, problem: error };
    }
}
