import { isDeepStrictEqual } from 'node:util';
import type { AblationEntry, Experiment, Homework } from '../homework.js';
import { resolveSettings } from '../resolve-settings.js';
import { ABLATIONS, ablationQuestion } from './ablations.js';
import { baselineOf } from './baseline-of.js';
import { mergeChange } from './merge-change.js';
import { allRepeats } from './repeats-of.js';
import { SWEEP_SETTINGS, sweepChange, sweepId, sweepPath, valueAt } from './sweep-setting.js';

const LONGEST_ID = 64;

/** What is wrong with `ablate`, `sweep` or `seeds`, and what to do; readHomework says the file. */
export class ExpansionProblem extends Error {
  constructor(
    message: string,
    readonly remedy: string,
  ) {
    super(message);
  }
}

/**
 * The experiments of a homework: those written down, then one for each word of `ablate` and each value of `sweep`,
 * every one the baseline with that one change. Members take turns where `by` is not given. An experiment that a
 * member wrote down under a derived one's id is used in its place when it trains the same. A value of a sweep that
 * the baseline has already is the baseline.
 * @param homework as written
 * @throws ExpansionProblem
 */
export function expandExperiments(homework: Homework): Experiment[] {
  const baseline = baselineOf(homework);
  if (!baseline) return [];
  const nextMember = takeTurns(homework);
  const derived = [
    ...(homework.ablate ?? []).map((entry) => ablation(homework, baseline, entry, nextMember)),
    ...Object.keys(homework.sweep ?? {}).flatMap((setting) => sweep(homework, baseline, setting, nextMember)),
  ];
  const written = new Map(homework.experiments.map((experiment) => [experiment.id, experiment]));
  const added: Experiment[] = [];
  for (const { experiment, asked } of derived) {
    const own = written.get(experiment.id);
    if (own)
      written.set(own.id, { ...unite(homework, own, experiment, asked), derived: experiment.derived! });
    else if (added.some(({ id }) => id === experiment.id))
      throw new ExpansionProblem(
        `"ablate" and "sweep" make two experiments "${experiment.id}".`,
        'Take one of the two out.',
      );
    else added.push(experiment);
  }
  const all = [...homework.experiments.map(({ id }) => written.get(id)!), ...added];
  checkIds(all, allRepeats({ ...homework, experiments: all }));
  return all;
}

/** An experiment, and what homework.json says of it beside its settings. */
interface Derived {
  experiment: Experiment;
  asked: { by?: string; question?: string };
}

function ablation(
  homework: Homework,
  baseline: Experiment,
  given: AblationEntry,
  nextMember: () => string,
): Derived {
  const entry = typeof given === 'string' ? { part: given } : given;
  const { part, ...asked } = entry;
  const { change } = ABLATIONS[part];
  const experiment: Experiment = {
    id: `no-${part}`,
    by: asked.by ?? nextMember(),
    question: asked.question ?? ablationQuestion(part, baseline.id, homework.language ?? 'en'),
    change: mergeChange(baseline.change, change),
    derived: { kind: 'ablation', of: baseline.id, part },
  };
  return { experiment, asked };
}

/** One member does all values of a setting. */
function sweep(
  homework: Homework,
  baseline: Experiment,
  setting: string,
  nextMember: () => string,
): Derived[] {
  const path = sweepPath(setting);
  if (!path)
    throw new ExpansionProblem(
      `"sweep" has an unknown setting "${setting}".`,
      `Use one of ${Object.keys(SWEEP_SETTINGS).join(', ')}, or a path such as training.optimizer.momentum or model.options.dropout.`,
    );
  const profiles = ['full', ...Object.keys(homework.profiles ?? {})];
  const usual = profiles.map((profile) => valueAt(resolveSettings(homework, baseline, profile), path));
  const by = nextMember();
  const name = path.at(-1)!;
  return homework
    .sweep![setting]!.filter((value) => usual.some((other) => other !== value))
    .map((value) => ({
      experiment: {
        id: sweepId(setting, value),
        by,
        question:
          homework.language === 'ko'
            ? `${name}을(를) ${value}(으)로 바꾸면 결과가 어떻게 달라지는가?`
            : `How does the result change with ${name} ${value}?`,
        change: mergeChange(baseline.change, sweepChange(path, value)),
        derived: { kind: 'sweep', of: baseline.id, setting, value },
      },
      asked: {},
    }));
}

/** The written experiment, when it trains what the derived one would. */
function unite(
  homework: Homework,
  own: Experiment,
  derived: Experiment,
  asked: Derived['asked'],
): Experiment {
  const same = ['full', ...Object.keys(homework.profiles ?? {})].every((profile) =>
    isDeepStrictEqual(resolveSettings(homework, own, profile), resolveSettings(homework, derived, profile)),
  );
  const { kind } = derived.derived!;
  const word = kind === 'ablation' ? 'ablate' : 'sweep';
  if (!same)
    throw new ExpansionProblem(
      `the experiment "${own.id}" changes something else than the "${own.id}" that "${word}" makes.`,
      `Give your experiment another id, or take its word out of "${word}".`,
    );
  for (const [key, value] of Object.entries(asked))
    if (own[key as keyof typeof asked] !== value)
      throw new ExpansionProblem(
        `the experiment "${own.id}" has another "${key}" than its entry in "${word}".`,
        'Say it in one of the two only.',
      );
  return own;
}

/** Members that have an experiment of their own, one after the other. */
function takeTurns({ experiments }: Homework): () => string {
  const members = [...new Set(experiments.map(({ by }) => by))];
  let turn = 0;
  return () => members[turn++ % members.length]!;
}

function checkIds(experiments: readonly Experiment[], repeats: readonly Experiment[]): void {
  const ids = new Set(experiments.map(({ id }) => id));
  for (const { id } of [...experiments, ...repeats])
    if (id.length > LONGEST_ID)
      throw new ExpansionProblem(
        `the experiment "${id}" would have an id of ${id.length} letters, and ${LONGEST_ID} are the most.`,
        'Give the experiment that it comes from a shorter id.',
      );
  for (const { id } of repeats)
    if (ids.has(id))
      throw new ExpansionProblem(
        `"seeds" makes a repeat "${id}", and an experiment has this id already.`,
        `Give the experiment "${id}" another id.`,
      );
}
