import { existsSync } from 'node:fs';
import { allRepeats, baselineOf, type Experiment, type Workspace } from '@teamnet/records';
import type { HomeworkEdit } from './homework-edit.js';

/** An experiment for somebody who is new in a team: one of a team-mate's that nobody has trained, or a new one. */
export type Work = { takes: string; of: string } | { adds: Experiment };

/**
 * Each member does at least one experiment. Taken over is the last one without a run of the member who has the most,
 * never the baseline; where there is none, the baseline at another learning rate is added.
 */
export function findWork(workspace: Workspace, edit: HomeworkEdit, member: string): Work {
  const { homework, owners } = edit;
  const baseline = baselineOf(homework);
  const spare = homework.experiments
    .filter(({ id, derived }) => id !== baseline?.id && !derived && !isTrained(workspace, edit, id))
    .map(({ id }) => ({ id, by: owners.get(id)! }))
    .filter(({ by }) => edit.of(by).length > 1);
  if (spare.length > 0) {
    const chosen = spare.reduce((a, b) => (edit.of(b.by).length >= edit.of(a.by).length ? b : a));
    return { takes: chosen.id, of: chosen.by };
  }
  const usual = homework.training.optimizer.learningRate;
  const taken = [...owners.keys(), ...allRepeats(homework).map(({ id }) => id)];
  const used = [...homework.experiments, ...edit.added].map(
    ({ change }) => change?.training?.optimizer?.learningRate,
  );
  const rates = [0.3, 0.1, 3, 0.03, 10].map((factor) => Number((usual * factor).toPrecision(2)));
  const learningRate = rates.find((rate) => !used.includes(rate)) ?? usual / 7;
  const name = `learning-rate-${String(learningRate).replace(/[^0-9a-z-]/g, '-')}`;
  const id = taken.includes(name) ? `${name}-${member.toLowerCase().replace(/[^0-9a-z]/g, '-')}` : name;
  const question =
    homework.language === 'ko'
      ? `학습률을 ${learningRate}(으)로 바꾸면 결과가 어떻게 달라지는가?`
      : `How does the result change with a learning rate of ${learningRate}?`;
  return { adds: { id, by: member, question, change: { training: { optimizer: { learningRate } } } } };
}

function isTrained(workspace: Workspace, { homework }: HomeworkEdit, experiment: string): boolean {
  const ids = [experiment, ...repeatIds(homework, experiment)];
  return ids.some((id) =>
    homework.datasets.some((dataset) => existsSync(workspace.runFile(homework.team, id, dataset))),
  );
}

function repeatIds(homework: HomeworkEdit['homework'], experiment: string): string[] {
  return allRepeats(homework)
    .filter(({ derived }) => derived?.kind === 'repeat' && derived.of === experiment)
    .map(({ id }) => id);
}
