import { TeamnetError } from '@teamnet/records';
import type { RunEvidence } from './run-evidence.js';
import type { Rerun, RerunResult, Verification } from './verification.js';

/** Another machine rounds otherwise: a loss may differ by this share. */
const LOSS = 1e-3;

/** Evaluates a run's saved weights again; another accuracy is a finding, what cannot be evaluated is said apart. */
export async function rerunRun(
  evidence: RunEvidence,
  rerun: Rerun,
  verification: Verification,
): Promise<void> {
  const { run, folder, file: place, team } = evidence;
  const tell = (message: string) =>
    verification.findings.push({ check: 'rerun', team, student: run.student, place, message });
  let again: RerunResult;
  try {
    again = await rerun(folder, run);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const why = error instanceof TeamnetError ? error.message : `${error.name}: ${error.message}`;
    verification.unverified.push(`${place}: its weights could not be evaluated again (${why})`);
    return;
  }
  verification.rerun++;
  if (again.accuracy !== run.test.accuracy)
    tell(`its weights give the test accuracy ${again.accuracy}, run.json says ${run.test.accuracy}`);
  else if (JSON.stringify(again.confusion) !== JSON.stringify(run.test.confusion))
    tell(`its weights give another confusion matrix: ${JSON.stringify(again.confusion)}`);
  else if (Math.abs(again.loss - run.test.loss) > LOSS * Math.max(1, run.test.loss))
    tell(`its weights give the test loss ${again.loss}, run.json says ${run.test.loss}`);
}
