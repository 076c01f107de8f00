import type { Run } from '@teamnet/records';
import type { RunLine } from './parse-report.js';

/** The numbers that a report claims for a run. */
export interface RunClaim {
  line: number;
  experiment: string;
  dataset: string;
  id: string;
  accuracy: number;
  loss: number;
  parameters: number;
}

export type ParsedRunLine = RunClaim | { line: number; problem: string };

const WORDS = ['experiment', 'dataset', 'id'] as const;
const NUMBERS = ['accuracy', 'loss', 'parameters'] as const;

/** Reads the JSON of a `<!-- run: {…} -->` line; what is wrong with it becomes its `problem`. */
export function readRunLine({ line, json }: RunLine): ParsedRunLine {
  let claim: Partial<RunClaim> | null;
  try {
    claim = JSON.parse(json) as Partial<RunClaim> | null;
  } catch (error) {
    return { line, problem: `the run line is not JSON (${(error as Error).message})` };
  }
  const bad =
    WORDS.find((key) => typeof claim?.[key] !== 'string') ??
    NUMBERS.find((key) => typeof claim?.[key] !== 'number');
  if (bad) return { line, problem: `the run line lacks "${bad}"` };
  const { experiment, dataset, id, accuracy, loss, parameters } = claim as RunClaim;
  return { line, experiment, dataset, id, accuracy, loss, parameters };
}

/** The first number of a report that is not the run's, as a sentence; null when all agree. */
export function findMismatch(claim: RunClaim, run: Run): string | null {
  const actual = {
    id: run.id,
    accuracy: run.test.accuracy,
    loss: run.test.loss,
    parameters: run.model.parameters.total,
  };
  if (claim.id !== actual.id) return `the report is of run ${claim.id}, run.json is ${actual.id}`;
  for (const key of NUMBERS)
    if (!isSameNumber(claim[key], actual[key]))
      return `the report says ${key} ${claim[key]}, run.json ${actual[key]}`;
  return null;
}

/** Equal, or the same number rounded to four or more decimals. */
function isSameNumber(claimed: number, actual: number): boolean {
  const decimals = String(claimed).split('.')[1]?.length ?? 0;
  return claimed === actual || Number(actual.toFixed(Math.min(Math.max(decimals, 4), 20))) === claimed;
}
