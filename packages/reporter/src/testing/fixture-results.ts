import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Derived, Experiment, Run } from '@teamnet/records';
import { PREDICTIONS_FILE, type TestPrediction } from '@teamnet/records';
import type { SharedRun } from '../report-context.js';
import { FOUR, makeHomework } from './fixture-class.js';
import { describeRun } from './make-run.js';

const homework = makeHomework('team-1', FOUR, 'en');

/** Shared runs made to measure: which test images each got right, and with which seed. */
export class FixtureResults {
  readonly #folder = mkdtempSync(join(tmpdir(), 'teamnet-results-'));
  #count = 0;

  /**
   * @param right for each test image, whether the run got it right
   * @param given.predictions false for a run from before predictions were kept
   */
  run(
    id: string,
    right: readonly boolean[],
    given: { seed?: number; of?: string; predictions?: boolean; edit?: (run: Run) => void } = {},
  ): SharedRun {
    const { seed = 1, of, predictions = true, edit } = given;
    const dataset: string = 'tf_flowers';
    const derived: Derived | undefined = of ? { kind: 'repeat', of, number: seed } : undefined;
    const experiment: Experiment = { id, by: 's1-1', question: '?', ...(derived ? { derived } : {}) };
    const run = structuredClone(describeRun(homework, experiment, dataset));
    const folder = join(this.#folder, String(this.#count++));
    run.settings.training.seed = seed;
    run.test.numExamples = right.length;
    run.test.accuracy = right.filter(Boolean).length / right.length;
    if (predictions) this.#keep(run, folder, right);
    edit?.(run);
    return { experiment, dataset, run, folder, reason: null };
  }

  #keep(run: Run, folder: string, right: readonly boolean[]): void {
    const lines = right.map((isRight, index): TestPrediction => {
      const predicted = isRight ? 'daisy' : 'roses';
      return { key: `daisy/${index}.jpg`, label: 'daisy', predicted, probability: 0.9 };
    });
    writeAll(folder, lines);
    run.files.push({ path: PREDICTIONS_FILE, bytes: 0, sha256: '0'.repeat(64) });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** `count` images right, then the rest wrong; `from` moves the right ones on. */
export function rightOn(count: number, of = 100, from = 0): boolean[] {
  return Array.from({ length: of }, (_, index) => index >= from && index < from + count);
}

function writeAll(folder: string, lines: readonly TestPrediction[]): void {
  const text = `${lines.map((line) => JSON.stringify(line)).join('\n')}\n`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, PREDICTIONS_FILE), text);
}
