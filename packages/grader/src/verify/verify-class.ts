import { TeamnetError, type Workspace } from '@teamnet/records';
import { numbersMatch } from '../checks/numbers-match.js';
import { Unmet } from '../finding.js';
import { HandIn } from '../hand-in.js';
import { FileHashes } from '../inputs/file-hashes.js';
import { readTeamHandIn } from '../team-hand-in.js';
import { RUN_CHECKS } from './all-run-checks.js';
import { type Copy, findCopies } from './find-copies.js';
import { findOddData } from './find-odd-data.js';
import { readRunEvidence } from './read-run-evidence.js';
import { rerunRun } from './rerun-run.js';
import { type RunTrace, traceOf } from './run-trace.js';
import type { Rerun, Verification, VerifyFinding } from './verification.js';

/**
 * Looks for what cannot be as a hand-in says: each run.json against itself and the files beside it, the runs of all
 * teams against each other, and the numbers of each report against its runs. Writes nothing. Runs are read one after
 * the other; of each only a trace is kept.
 * @param teams those to look at, against each other
 * @param options.rerun evaluates the saved weights again, with the result that run.json must have
 */
export async function verifyClass(
  workspace: Workspace,
  teams: readonly string[],
  options: { rerun?: Rerun } = {},
): Promise<Verification> {
  const verification: Verification = { runs: 0, reports: 0, rerun: 0, findings: [], unverified: [] };
  const { findings } = verification;
  const traces: RunTrace[] = [];
  for (const team of teams) {
    for (const found of readRunEvidence(workspace, team)) {
      verification.runs++;
      if ('problem' in found) {
        findings.push({ check: 'schema', team, student: null, place: found.file, message: found.problem });
        continue;
      }
      const { file: place, run } = found;
      for (const { id, find } of RUN_CHECKS)
        for (const message of find(found))
          findings.push({ check: id, team, student: run.student, place, message });
      traces.push(traceOf(found));
      if (options.rerun) await rerunRun(found, options.rerun, verification);
    }
    verifyReports(workspace, team, verification);
  }
  for (const copy of findCopies(traces)) findings.push(describeCopy(copy));
  for (const { trace, message } of findOddData(traces))
    findings.push({
      check: 'same-data',
      team: trace.team,
      student: trace.student,
      place: trace.file,
      message,
    });
  return verification;
}

function describeCopy({ check, first, second, message }: Copy): VerifyFinding {
  const { team, student, file } = second;
  return { check, team, student, place: file, message: `it and ${first.file} are one training: ${message}` };
}

/** Only what a report says that is not so; what it lacks is the grade's affair. */
function verifyReports(workspace: Workspace, team: string, verification: Verification): void {
  try {
    const hashes = new FileHashes();
    const handIns = readTeamHandIn(workspace, team, hashes);
    for (const student of handIns.team.members)
      verifyReport(new HandIn(handIns, student, hashes), verification);
  } catch (error) {
    if (!(error instanceof TeamnetError)) throw error;
    verification.unverified.push(`${team}: ${error.message.replaceAll(`${workspace.root}/`, '')}`);
  }
}

function verifyReport(handIn: HandIn, verification: Verification): void {
  const team = handIn.of.team.team;
  try {
    const { state, evidence } = numbersMatch.judge(handIn, {});
    verification.reports++;
    if (state !== 'missing') return;
    const [place, message] = splitPlace(evidence);
    verification.findings.push({ check: 'report', team, student: handIn.student.id, place, message });
  } catch (error) {
    if (!(error instanceof Unmet)) verification.unverified.push(`${handIn.reportFile}: ${String(error)}`);
  }
}

function splitPlace(evidence: string): [string, string] {
  const end = evidence.indexOf(': ');
  return [evidence.slice(0, end), evidence.slice(end + 2)];
}
