import { relative } from 'node:path';
import { type Language, TeamnetError, type Workspace } from '@teamnet/records';
import type { WrittenReport } from '@teamnet/reporter';
import type { Context } from './context.js';
import { CheckFailedError } from './errors.js';

/** `teamnet report --all`: the reports of every team; one whose files are broken is told of and stops none. */
export async function reportEverybody(
  workspace: Workspace,
  flags: { language?: Language; json?: boolean },
  context: Context,
): Promise<void> {
  const { writeClassReports } = await import('@teamnet/reporter');
  const teams = workspace.teamNames();
  const options = flags.language ? { language: flags.language } : {};
  const written: ({ team: string } & WrittenReport)[] = [];
  const without: string[] = [];
  for await (const came of writeClassReports(workspace, teams, options)) {
    if ('problem' in came) {
      without.push(came.team);
      context.note(describeProblem(came.team, came.problem, workspace));
      continue;
    }
    for (const report of came.reports) {
      written.push({ team: came.team, ...report });
      if (!flags.json) context.print(describeReport(report, context));
    }
  }
  if (flags.json) context.printJson(written);
  else {
    const changed = written.filter((report) => report.changed).length;
    const parts = `${changed} written, ${written.length - changed} unchanged`;
    context.print(`\n${written.length} reports of ${teams.length - without.length} teams: ${parts}`);
  }
  if (without.length > 0)
    throw new CheckFailedError(
      `There are no reports of ${without.join(', ')}.`,
      'The lines above say why. Those of all other teams are written.',
    );
}

/** A line on a report that was written. */
export function describeReport(
  { student, file, htmlFile, changed }: WrittenReport,
  { cwd }: Context,
): string {
  return `${student}: ${relative(cwd, file)}, ${relative(cwd, htmlFile)}${changed ? '' : ' (unchanged)'}`;
}

function describeProblem(team: string, error: Error, { root }: Workspace): string {
  const remedy = error instanceof TeamnetError ? ` ${error.remedy}` : '';
  return `${team}: ${error.message.replaceAll(`${root}/`, '')}${remedy}`;
}
