import type { Experiment, Homework } from '../homework.js';

/**
 * The repeats of one experiment that `"seeds": n` asks for: n - 1 experiments named `<id>-seed-2` … `<id>-seed-n`,
 * trained with seed + 1 … seed + n - 1 of the experiment's own. They are no experiments of the team: nothing counts
 * them but the training and the statistics over the seeds.
 */
export function repeatsOf(homework: Homework, experiment: Experiment): Experiment[] {
  const words = homework.language === 'ko' ? '(다른 시드로 되풀이)' : '(repeated with another seed)';
  return Array.from({ length: (homework.seeds ?? 1) - 1 }, (_, index) => ({
    ...experiment,
    id: `${experiment.id}-seed-${index + 2}`,
    question: `${experiment.question} ${words}`,
    derived: { kind: 'repeat', of: experiment.id, number: index + 2 },
  }));
}

/** All repeats of a homework, the second seed of every experiment first. */
export function allRepeats(homework: Homework): Experiment[] {
  const each = homework.experiments.map((experiment) => repeatsOf(homework, experiment));
  return Array.from({ length: (homework.seeds ?? 1) - 1 }, (_, index) =>
    each.map((repeats) => repeats[index]!),
  ).flat();
}
