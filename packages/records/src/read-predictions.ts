import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RecordInvalidError } from './errors.js';
import type { Run, TestPrediction } from './run.js';

/** Beside run.json: what the network said of each test image, a line of JSON an image. */
export const PREDICTIONS_FILE = 'predictions.jsonl';

/**
 * What a run's network said of each test image, in the split's order.
 * @param folder where run.json lies
 * @returns null for a run from before there was such a file
 * @throws RecordInvalidError where the file is listed but cannot be read, or has not as many images as the test
 */
export function readPredictions(run: Run, folder: string): TestPrediction[] | null {
  if (!run.files.some(({ path }) => path === PREDICTIONS_FILE)) return null;
  const file = join(folder, PREDICTIONS_FILE);
  const invalid = (problem: string) =>
    new RecordInvalidError('predictions', file, problem, 'Train the run again: its files belong together.');
  let lines: unknown[];
  try {
    lines = readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
  } catch (error) {
    throw invalid(`it is not a line of JSON for each test image (${(error as Error).message}).`);
  }
  const bad = lines.findIndex((line) => !isPrediction(line));
  if (bad >= 0) throw invalid(`line ${bad + 1} lacks "key", "label", "predicted" or "probability".`);
  if (lines.length !== run.test.numExamples)
    throw invalid(`it has ${lines.length} lines, and run.json tells of ${run.test.numExamples} test images.`);
  return lines as TestPrediction[];
}

function isPrediction(value: unknown): value is TestPrediction {
  if (typeof value !== 'object' || value === null) return false;
  const line = value as Record<string, unknown>;
  return (
    ['key', 'label', 'predicted'].every((key) => typeof line[key] === 'string') &&
    typeof line.probability === 'number'
  );
}
