import type { Rerun } from '@teamnet/grader';
import type { Workspace } from '@teamnet/records';
import type { Context } from './context.js';
import { CheckFailedError } from './errors.js';
import { type DataFlags, dataOptions, type EngineFlags, engineOption } from './options.js';
import { withDataProgress } from './with-data-progress.js';

/** `teamnet grade --verify`: prints what does not hold together in the hand-ins of these teams. */
export async function verifyHandIns(
  workspace: Workspace,
  teams: readonly string[],
  flags: { rerun?: boolean; json?: boolean } & DataFlags & EngineFlags,
  context: Context,
): Promise<void> {
  const { verifyClass } = await import('@teamnet/grader');
  const rerun = flags.rerun ? await openRerun(flags, context) : null;
  const verification = await verifyClass(workspace, teams, rerun ? { rerun } : {});
  const { runs, reports, findings, unverified } = verification;
  if (flags.json) context.printJson(verification);
  else {
    for (const { check, place, message } of findings) context.print(`${place}: ${message} [${check}]`);
    for (const line of unverified) context.note(`not verified: ${line}`);
    const again = flags.rerun ? `, ${verification.rerun} evaluated again` : '';
    context.print(`${runs} runs and ${reports} reports looked at${again}: ${findings.length} findings`);
  }
  if (findings.length > 0)
    throw new CheckFailedError(
      `${findings.length} findings in what ${teams.join(', ')} handed in.`,
      'Look at the places above and ask the students; a run that is trained again is right again.',
    );
}

async function openRerun(flags: DataFlags & EngineFlags, context: Context): Promise<Rerun> {
  const { evaluateAgain } = await import('@teamnet/trainer');
  return (folder, { dataset }) =>
    withDataProgress(dataset.name, context, (progress) =>
      evaluateAgain(folder, { ...engineOption(flags), data: { ...dataOptions(flags), ...progress } }),
    );
}
