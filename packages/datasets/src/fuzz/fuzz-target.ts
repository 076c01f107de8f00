import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { FuzzTarget } from './target.js';

/** What became of a target's inputs. */
export interface FuzzResult {
  /** How many inputs ended in a right answer (`answer`) or in each error, by its code. */
  outcomes: Record<string, number>;
  /** The input that took longest, ms. */
  slowest: number;
  /** What broke the rules, with the smallest input that fast-check found; null when nothing did. */
  failure: string | null;
}

/**
 * Gives a target so many inputs, each in an empty folder of its own.
 * @param options.path of a failure before, to see only that one again
 * @param options.onInput called before each input, with its text
 */
export async function fuzzTarget(
  target: FuzzTarget,
  options: { seed: number; inputs: number; path?: string | undefined; onInput?: (input: string) => void },
): Promise<FuzzResult> {
  const { input, run } = await target.prepare();
  const root = mkdtempSync(join(tmpdir(), 'teamnet-fuzz-'));
  const result: FuzzResult = { outcomes: {}, slowest: 0, failure: null };
  let number = 0;
  const property = fc.asyncProperty(input, async (value) => {
    options.onInput?.(fc.stringify(value));
    const folder = mkdtempSync(join(root, `${number++}-`));
    const started = performance.now();
    try {
      const outcome = await run(value, folder);
      result.outcomes[outcome] = (result.outcomes[outcome] ?? 0) + 1;
    } finally {
      result.slowest = Math.max(result.slowest, performance.now() - started);
      rmSync(folder, { recursive: true, force: true });
    }
  });
  const { seed, inputs, path } = options;
  try {
    const report = await fc.check(property, {
      seed,
      numRuns: inputs,
      ...(path === undefined ? {} : { path }),
    });
    if (report.failed) {
      const { stack } = report.errorInstance as Error;
      result.failure = `${fc.defaultReportMessage(report)}\n${stack}`;
    }
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  return result;
}
