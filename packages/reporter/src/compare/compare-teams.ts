import { sep } from 'node:path';
import {
  type Run,
  readHomework,
  readRepeatRuns,
  readTeam,
  readTeamRuns,
  TeamnetError,
  type Workspace,
} from '@teamnet/records';
import { HomeworkOfOtherTeamError, NoTeamsError } from '../errors.js';
import { wilsonInterval } from '../facts/proportions.js';
import { type ExperimentResult, TeamStandings } from '../facts/team-standings.js';
import type { Comparison, ComparisonRow } from './comparison.js';

/**
 * Puts the runs of several teams side by side: team by team, experiment by experiment, data set by data set. A team
 * whose files cannot be read is listed under `problems`.
 * @throws NoTeamsError
 */
export async function compareTeams(workspace: Workspace, teams: readonly string[]): Promise<Comparison> {
  if (teams.length === 0) throw new NoTeamsError();
  const comparison: Comparison = { teams: [...teams], rows: [], problems: [] };
  for (const team of teams) {
    try {
      comparison.rows.push(...readRows(workspace, team));
    } catch (error) {
      if (!(error instanceof TeamnetError)) throw error;
      const problem = error.message.replaceAll(`${workspace.root}${sep}`, '');
      comparison.problems.push({ team, problem });
    }
  }
  return comparison;
}

function readRows(workspace: Workspace, team: string): ComparisonRow[] {
  const { members } = readTeam(workspace.teamFile(team));
  const homework = readHomework(workspace.homeworkFile(team));
  if (homework.team !== team)
    throw new HomeworkOfOtherTeamError(workspace.homeworkFile(team), homework.team, team);
  const runs = readTeamRuns(workspace, homework);
  const standings = new TeamStandings(homework, runs, readRepeatRuns(workspace, homework));
  return runs.map(({ experiment, dataset, run, reason }) => ({
    team,
    experiment: experiment.id,
    dataset,
    by: members.find(({ id }) => id === experiment.by)?.name ?? experiment.by,
    result: run && describe(run, standings.of(experiment.id, dataset)!),
    reason,
  }));
}

function describe(
  run: Run,
  { runs, sample, standing }: ExperimentResult,
): NonNullable<ComparisonRow['result']> {
  return {
    runId: run.id,
    profile: run.profile,
    source: run.dataset.source,
    dataFingerprint: run.dataset.fingerprint,
    model: run.model.name,
    parameters: run.model.parameters.total,
    accuracy: run.test.accuracy,
    interval: wilsonInterval(run.test.accuracy, run.test.numExamples),
    loss: run.test.loss,
    testImages: run.test.numExamples,
    bestEpoch: run.bestEpoch,
    epochs: run.history.length,
    trainSeconds: run.timing.train,
    overfitting: run.overfitting.verdict,
    seeds: { accuracies: runs.map((one) => one.run.test.accuracy), ...sample },
    standing,
  };
}
