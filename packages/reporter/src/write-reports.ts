import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Homework,
  type Language,
  readHomework,
  readRepeatRuns,
  readTeam,
  readTeamRuns,
  type Workspace,
  writeWhole,
} from '@teamnet/records';
import { readDiscussion } from './discussion/read-discussion.js';
import { HomeworkOfOtherTeamError, StudentUnknownError } from './errors.js';
import { TeamStandings } from './facts/team-standings.js';
import { Charts } from './figures/charts.js';
import { makeDocument } from './make-document.js';
import type { Document } from './page/document.js';
import { picturesOf } from './page/pictures-of.js';
import { renderHtml } from './page/render-html.js';
import { renderMarkdown } from './page/render-markdown.js';
import { ReportContext } from './report-context.js';

export interface WrittenReport {
  student: string;
  /** Absolute path of the Markdown report. */
  file: string;
  /** Absolute path of the page that needs nothing beside it. */
  htmlFile: string;
  /** Absolute path of the student's discussion file. */
  discussionFile: string;
  /** false when every file already had exactly this content, and none was touched. */
  changed: boolean;
}

/**
 * Writes one report a student from the team's file, homework.json, the runs and the student's discussion:
 * `apps/<team>/reports/<student>.md` with its figures in `reports/figures/<student>/`, and the same as one HTML file
 * with everything inside. A run that is missing or broken is written down as not shared. Equal input gives equal
 * bytes; files that would not change are not touched. Makes the discussion file from a template where there is none.
 * @param options.students ids; the whole team when left out
 * @param options.language `homework.language` when left out, else `en`
 * @returns one entry a student, in the order of the team file
 * @throws RecordMissingError, RecordInvalidError (team file, homework.json), HomeworkOfOtherTeamError,
 * StudentUnknownError, DiscussionUnreadableError, RecordWriteError
 */
export async function writeReports(
  workspace: Workspace,
  team: string,
  options: { students?: readonly string[]; language?: Language } = {},
): Promise<WrittenReport[]> {
  const members = readTeam(workspace.teamFile(team)).members;
  const ids = members.map(({ id }) => id);
  for (const student of options.students ?? [])
    if (!ids.includes(student)) throw new StudentUnknownError(team, student, ids);
  const homework = readOwnHomework(workspace, team);
  const language = options.language ?? homework.language ?? 'en';
  const runs = readTeamRuns(workspace, homework);
  const standings = new TeamStandings(homework, runs, readRepeatRuns(workspace, homework));
  const charts = new Charts(language);
  const written: WrittenReport[] = [];
  for (const student of members) {
    if (options.students && !options.students.includes(student.id)) continue;
    const discussion = readDiscussion(workspace, team, student.id, language);
    const context = new ReportContext(
      { team, members },
      homework,
      runs,
      student,
      discussion,
      language,
      charts,
      standings,
    );
    written.push(writeReport(workspace, team, student.id, await makeDocument(context)));
  }
  return written;
}

function readOwnHomework(workspace: Workspace, team: string): Homework {
  const homework = readHomework(workspace.homeworkFile(team));
  if (homework.team !== team)
    throw new HomeworkOfOtherTeamError(workspace.homeworkFile(team), homework.team, team);
  return homework;
}

/** Figures first, so that a report never names one that is not there. */
function writeReport(workspace: Workspace, team: string, student: string, document: Document): WrittenReport {
  const folder = workspace.reportsFolder(team);
  const figures = join(folder, 'figures', student);
  const pictures = picturesOf(document);
  let changed = false;
  for (const { file, content } of pictures) changed = write(join(figures, file), content) || changed;
  const file = join(folder, `${student}.md`);
  const htmlFile = join(folder, `${student}.html`);
  changed = write(file, renderMarkdown(document, `figures/${student}`)) || changed;
  changed = write(htmlFile, renderHtml(document)) || changed;
  changed = removeOthers(figures, new Set(pictures.map((picture) => picture.file))) || changed;
  return { student, file, htmlFile, discussionFile: workspace.discussionFile(team, student), changed };
}

/** Unflushed: whatever a power cut takes, the next call writes again. */
function write(file: string, content: string | Uint8Array): boolean {
  return writeWhole(file, content, { flush: false });
}

/** Figures of an experiment that is no longer in the report. */
function removeOthers(figures: string, kept: ReadonlySet<string>): boolean {
  const others = existsSync(figures) ? readdirSync(figures).filter((name) => !kept.has(name)) : [];
  for (const name of others) rmSync(join(figures, name), { recursive: true, force: true });
  return others.length > 0;
}
