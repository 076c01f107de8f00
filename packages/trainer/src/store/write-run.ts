import { join } from 'node:path';
import { describeLora, drawDiagram, formatSummary, summarize } from '@teamnet/core-blocks';
import { type DecodedSplit, pixelRule } from '@teamnet/datasets';
import { findProblem, inputRule, mixesLabels, type Run, toJson, writeWhole } from '@teamnet/records';
import { bestEpoch } from '../callbacks/best-epoch.js';
import type { Predictions } from '../evaluate-split.js';
import type { FitResult } from '../fit.js';
import { chooseImages } from '../inspect/choose-images.js';
import { inspectNetwork } from '../inspect/inspect-network.js';
import type { Network } from '../network.js';
import { classResults, confusionMatrix } from '../results/confusion-matrix.js';
import { describeEngine } from '../results/describe-engine.js';
import { describeEnvironment } from '../results/describe-environment.js';
import { describeTiming } from '../results/describe-timing.js';
import { judgeOverfitting } from '../results/judge-overfitting.js';
import { saidOfImages } from '../results/said-of-images.js';
import { shownCredits } from '../results/shown-credits.js';
import { keepSurestMistakes } from '../results/surest-mistakes.js';
import type { Stopwatch } from '../stopwatch.js';
import { describeTeacher } from '../teacher/describe-teacher.js';
import type { RunTask } from '../train-run.js';
import { describeTransfer } from '../transfer/describe-transfer.js';
import { listFiles } from './list-files.js';
import { saveModel } from './model-files.js';
import { writePredictions } from './write-predictions.js';

/** What a training and its test gave. */
export interface RunResult extends FitResult {
  predictions: Predictions;
  /** The test split, in the order of the predictions. */
  test: DecodedSplit;
  /** ISO 8601, UTC. */
  startedAt: string;
  /** Epochs that a checkpoint brought back; they are part of the history. */
  resumedFrom: number;
}

/** Writes the run's files into its draft: network, summary, diagram, mistakes, and run.json last. */
export async function writeRun(
  task: RunTask,
  network: Network,
  result: RunResult,
  watch: Stopwatch,
  draft: string,
): Promise<Run> {
  const { settings, data, experiment } = task;
  const { history, predictions, test } = result;
  const { name, version, source, fingerprint, labels, notes, skipped } = data.info;
  // Of drawn images there is nothing to find out.
  const survey = source === 'stand-in' ? null : await watch.time('data', () => data.survey(task.splits));
  network.settle();
  await saveModel(network.model, join(draft, 'model'), { labels, input: inputRule(settings.training) });
  const summary = summarize(network.model);
  writeWhole(join(draft, 'summary.txt'), formatSummary(summary, settings.model.name));
  writeWhole(join(draft, 'network.svg'), await drawDiagram(summary, settings.model.name));
  writePredictions(predictions, test, labels, draft);
  const { inspection, pictures } = await inspectNetwork(network.model, chooseImages(predictions, test), {
    labels,
    imageSize: settings.training.imageSize,
  });
  for (const [path, content] of pictures) writeWhole(join(draft, path), content);
  const confusion = confusionMatrix(predictions.labels, predictions.predicted, labels.length);
  const run: Run = {
    format: 'teamnet-run-1',
    id: task.id,
    team: task.team,
    student: experiment.by,
    experiment: experiment.id,
    question: experiment.question,
    profile: task.profile,
    settings,
    dataset: {
      ...{ name, version, source, fingerprint, pixels: pixelRule(settings.training.resize) },
      ...{ labels, splits: task.uses, notes },
      ...(skipped ? { skipped } : {}),
      ...(survey ? { survey } : {}),
      ...saidOfImages(data.info),
    },
    model: { ...settings.model, fingerprint: network.fingerprint, ...summary },
    engine: describeEngine(task.engine, network.program),
    environment: describeEnvironment(task.root),
    timing: describeTiming(watch, result),
    history,
    stopped: result.stopped,
    bestEpoch: bestEpoch(history)!.epoch,
    overfitting: judgeOverfitting(history, labels.length, mixesLabels(settings.training.augment)),
    test: {
      numExamples: predictions.labels.length,
      loss: predictions.loss,
      accuracy: predictions.accuracy,
      perClass: classResults(confusion, labels),
      confusion,
      misclassified: await keepSurestMistakes(predictions, test, labels, draft),
    },
    ...(settings.training.transfer && task.transfer
      ? {
          transfer: describeTransfer(
            settings.training.transfer,
            task.transfer,
            network.stages,
            history,
            network.features,
          ),
        }
      : {}),
    ...(task.teacher ? { teacher: describeTeacher(task.teacher) } : {}),
    ...(network.adapters ? { lora: describeLora(network.adapters, network.model) } : {}),
    inspection,
    files: [],
  };
  const credits = shownCredits(data, run);
  if (credits) run.dataset.credits = credits;
  run.files = listFiles(draft);
  const problem = findProblem('run', run);
  if (problem) throw new Error(`The trainer made a run.json that its schema refuses: ${problem}`);
  writeWhole(join(draft, 'run.json'), toJson(run));
  return run;
}
