import type { Language, Workspace } from '@teamnet/records';
import { TeamReports, type WrittenReport } from './team-reports.js';

/**
 * Writes one report a student from the team's file, homework.json, the runs and the student's discussion:
 * `apps/<team>/reports/<student>.md` with its figures in `reports/figures/<student>/`, and the same as one HTML file
 * with everything inside. A run that is missing or broken is written down as not shared. Equal input gives equal
 * bytes; files that would not change are not touched. Makes the discussion file from a template where there is none.
 * @param options.students ids; the whole team when left out
 * @param options.language `homework.language` when left out, else `en`
 * @returns one entry a student, in the order of the team file
 * @throws RecordMissingError, RecordInvalidError (team file, homework.json), HomeworkOfOtherTeamError,
 * StudentUnknownError, RecordWriteError
 */
export async function writeReports(
  workspace: Workspace,
  team: string,
  options: { students?: readonly string[]; language?: Language } = {},
): Promise<WrittenReport[]> {
  const reports = TeamReports.read(workspace, team, options.language);
  const written: WrittenReport[] = [];
  for (const student of reports.members(options.students)) written.push(await reports.write(student));
  return written;
}
