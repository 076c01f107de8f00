import { existsSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import {
  type Run,
  readPredictions,
  readTeam,
  TeamnetError,
  type TestPrediction,
  type Workspace,
} from '@teamnet/records';
import { differenceInterval, pairedInterval, wilsonInterval } from '../facts/proportions.js';
import { settingDifferences } from '../facts/setting-differences.js';
import { mcNemarTest } from '../statistics/mc-nemar.js';
import { circumstances } from './circumstances.js';
import { type FoundRun, findRun } from './find-run.js';
import type { ComparedRun, NotPaired, RunComparison, SameImages } from './run-comparison.js';

const LEVEL = 0.05;

/**
 * Puts two runs beside each other: what differs in their settings and circumstances, how they came out, and whether
 * chance would do as well.
 * @param names each a run's folder or `team/experiment/dataset`
 * @param from folder that relative paths start from
 * @throws RunUnknownError, RecordInvalidError
 */
export async function compareRuns(
  workspace: Workspace,
  names: readonly [string, string],
  from: string,
): Promise<RunComparison> {
  const [a, b] = [findRun(workspace, names[0], from), findRun(workspace, names[1], from)];
  const [first, second] = [a.run, b.run];
  const sameLabels = isDeepStrictEqual(first.dataset.labels, second.dataset.labels);
  const [nameA, nameB] = namesOf(first, second);
  return {
    first: compared(first, nameA, workspace),
    second: compared(second, nameB, workspace),
    settings: settingDifferences(first.settings, second.settings),
    circumstances: circumstances(first, second),
    accuracy: accuracyOf(a, b),
    lossDifference: second.test.loss - first.test.loss,
    classes: sameLabels ? classesOf(first, second) : null,
    confusion: sameLabels ? confusionOf(first, second) : null,
  };
}

/** The shortest names that tell the two apart. */
function namesOf(first: Run, second: Run): [string, string] {
  const parts = ({ team, experiment, dataset }: Run) => [team, experiment, dataset.name];
  const [a, b] = [parts(first), parts(second)];
  const differs = a.map((part, place) => part !== b[place]);
  const shown = differs.some(Boolean) ? (place: number) => differs[place] || place === 1 : () => true;
  const name = (all: string[]) => all.filter((_, place) => shown(place)).join('/');
  // The same place in two checkouts, or the same run twice.
  return differs.some(Boolean) ? [name(a), name(b)] : [`A ${name(a)}`, `B ${name(b)}`];
}

function compared(run: Run, name: string, workspace: Workspace): ComparedRun {
  return {
    name,
    runId: run.id,
    team: run.team,
    student: run.student,
    by: memberName(workspace, run),
    experiment: run.experiment,
    dataset: run.dataset.name,
    profile: run.profile,
    settings: run.settings,
    accuracy: run.test.accuracy,
    interval: wilsonInterval(run.test.accuracy, run.test.numExamples),
    loss: run.test.loss,
    testImages: run.test.numExamples,
    parameters: run.model.parameters.total,
    trainSeconds: run.timing.train,
    bestEpoch: run.bestEpoch,
    source: run.dataset.source,
    history: run.history,
  };
}

/** A broken team file costs the comparison no more than a name. */
function memberName(workspace: Workspace, { team, student }: Run): string {
  const file = workspace.teamFile(team);
  if (!existsSync(file)) return student;
  try {
    return readTeam(file).members.find(({ id }) => id === student)?.name ?? student;
  } catch (error) {
    if (error instanceof TeamnetError) return student;
    throw error;
  }
}

function accuracyOf(a: FoundRun, b: FoundRun): RunComparison['accuracy'] {
  const counted = ({ run: { test } }: FoundRun) => ({ share: test.accuracy, numExamples: test.numExamples });
  const difference = b.run.test.accuracy - a.run.test.accuracy;
  const paired = pair(a, b);
  if (typeof paired === 'object') {
    const { onlyFirst, onlySecond, images, p } = paired;
    const interval = pairedInterval(onlySecond, onlyFirst, images);
    return { difference, interval, sameImages: paired, notPaired: null, clear: p < LEVEL };
  }
  const interval = differenceInterval(counted(b), counted(a));
  const clear = paired !== 'other-dataset' && (interval[0] > 0 || interval[1] < 0);
  return { difference, interval, sameImages: null, notPaired: paired, clear };
}

function pair(a: FoundRun, b: FoundRun): SameImages | NotPaired {
  const [first, second] = [a.run.dataset, b.run.dataset];
  if (first.name !== second.name) return 'other-dataset';
  if (
    first.fingerprint !== second.fingerprint ||
    first.splits.test.expression !== second.splits.test.expression
  )
    return 'other-images';
  const [before, after] = [predictionsOf(a), predictionsOf(b)];
  if (!before || !after) return 'no-predictions';
  const rightBefore = new Map(before.map(({ key, label, predicted }) => [key, label === predicted]));
  if (after.length !== before.length || after.some(({ key }) => !rightBefore.has(key))) return 'other-images';
  const counts = { bothRight: 0, onlyFirst: 0, onlySecond: 0, bothWrong: 0 };
  for (const { key, label, predicted } of after) {
    const [was, is] = [rightBefore.get(key), label === predicted];
    if (was) counts[is ? 'bothRight' : 'onlyFirst']++;
    else counts[is ? 'onlySecond' : 'bothWrong']++;
  }
  return { images: after.length, ...counts, p: mcNemarTest(counts.onlyFirst, counts.onlySecond) };
}

function predictionsOf({ run, folder, predictionsFit }: FoundRun): TestPrediction[] | null {
  if (!predictionsFit) return null;
  try {
    return readPredictions(run, folder);
  } catch (error) {
    if (error instanceof TeamnetError) return null;
    throw error;
  }
}

function classesOf(first: Run, second: Run): RunComparison['classes'] {
  return first.dataset.labels.map((label, index) => {
    const [a, b] = [first.test.perClass[index], second.test.perClass[index]];
    return {
      label,
      support: [a?.support ?? 0, b?.support ?? 0],
      precision: [a?.precision ?? null, b?.precision ?? null],
      recall: [a?.recall ?? null, b?.recall ?? null],
    };
  });
}

function confusionOf(first: Run, second: Run): RunComparison['confusion'] {
  const shares = ({ test }: Run) =>
    test.confusion.map((row) => {
      const total = row.reduce((sum, count) => sum + count, 0);
      return row.map((count) => (total === 0 ? 0 : count / total));
    });
  const [a, b] = [shares(first), shares(second)];
  return {
    labels: [...first.dataset.labels],
    first: first.test.confusion,
    second: second.test.confusion,
    shares: b.map((row, label) => row.map((share, predicted) => share - (a[label]?.[predicted] ?? 0))),
  };
}
