import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Workspace } from '@teamnet/records';
import { callTeamnet } from './call-teamnet.js';
import { fitGrowth } from './fit-growth.js';
import { type ClassMaker, TEAM_SIZE } from './make-class.js';
import { makeReports } from './make-reports.js';

/** What grading so many hand-ins takes. */
export interface GrowthPoint {
  /** Hand-ins. */
  n: number;
  /** `teamnet grade --all` where nothing was graded before. */
  seconds: number;
  millisecondsEach: number;
  /** MB of 10^6 bytes. */
  peakMemory: number | null;
  /** The same command once more. */
  againSeconds: number;
  againPeakMemory: number | null;
}

/** The class grows from point to point; each is graded from nothing, then once more. */
export async function measureGrowth(
  maker: ClassMaker,
  handIns: readonly number[],
  tell: (point: GrowthPoint) => void,
): Promise<{ points: GrowthPoint[]; exponent: number | null }> {
  const points: GrowthPoint[] = [];
  const teams: string[] = [];
  const { workspace } = maker;
  for (const n of handIns) {
    const added: string[] = [];
    while ((teams.length + added.length) * TEAM_SIZE < n)
      added.push(await maker.addTeam(teams.length + added.length + 1));
    await makeReports(workspace.root, added, 'for-grading');
    teams.push(...added);
    forgetGrades(workspace, teams);
    const first = await callTeamnet(['grade', '--all'], { cwd: workspace.root });
    const made = teams.length * TEAM_SIZE;
    if (!first.stdout.includes(` ${made} complete;`))
      throw new Error(`Not all ${made} hand-ins are complete:\n${first.stdout.slice(-1000)}`);
    const again = await callTeamnet(['grade', '--all'], { cwd: workspace.root });
    points.push({
      n: teams.length * TEAM_SIZE,
      seconds: first.seconds,
      millisecondsEach: (first.seconds * 1000) / (teams.length * TEAM_SIZE),
      peakMemory: first.peakMemory,
      againSeconds: again.seconds,
      againPeakMemory: again.peakMemory,
    });
    tell(points.at(-1)!);
  }
  const exponent = points.length > 1 ? fitGrowth(points) : null;
  return { points, exponent };
}

/** Grades, and what the grader remembers of files that it has seen. */
function forgetGrades({ root }: Workspace, teams: readonly string[]): void {
  for (const team of teams) rmSync(join(root, 'apps', team, 'grades'), { recursive: true, force: true });
  rmSync(join(root, 'node_modules'), { recursive: true, force: true });
}
