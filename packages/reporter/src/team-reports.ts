import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Language, type Member, type Workspace, writeWhole } from '@teamnet/records';
import { readDiscussion } from './discussion/read-discussion.js';
import { StudentUnknownError } from './errors.js';
import { TeamStandings } from './facts/team-standings.js';
import { Charts } from './figures/charts.js';
import { makeDocument } from './make-document.js';
import type { Document } from './page/document.js';
import { picturesOf } from './page/pictures-of.js';
import { renderHtml } from './page/render-html.js';
import { renderMarkdown } from './page/render-markdown.js';
import { ReportContext } from './report-context.js';
import { readTeamRecords, type TeamRecords } from './team-records.js';

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

/** A team as it lies on disk, read once; its members' reports share the charts, each drawn once. */
export class TeamReports {
  private constructor(
    private readonly workspace: Workspace,
    private readonly records: TeamRecords,
    private readonly language: Language,
    private readonly standings: TeamStandings,
    private readonly charts: Charts,
  ) {}

  /**
   * @param language `homework.language` when left out, else `en`
   * @throws RecordMissingError, RecordInvalidError (team file, homework.json), HomeworkOfOtherTeamError
   */
  static read(workspace: Workspace, team: string, language?: Language): TeamReports {
    const records = readTeamRecords(workspace, team);
    const { homework, runs, repeats } = records;
    const spoken = language ?? homework.language ?? 'en';
    const standings = new TeamStandings(homework, runs, repeats);
    return new TeamReports(workspace, records, spoken, standings, new Charts(spoken));
  }

  /**
   * The members whose reports are asked for, in the order of the team file.
   * @param ids the whole team when left out
   * @throws StudentUnknownError
   */
  members(ids?: readonly string[]): Member[] {
    const { team, members } = this.records.team;
    const known = members.map(({ id }) => id);
    for (const id of ids ?? []) if (!known.includes(id)) throw new StudentUnknownError(team, id, known);
    return members.filter(({ id }) => ids?.includes(id) ?? true);
  }

  /**
   * Makes the discussion files that are not there yet.
   * @throws StudentUnknownError, RecordWriteError
   */
  makeDiscussions(ids?: readonly string[]): void {
    const { team } = this.records.team;
    for (const { id } of this.members(ids)) readDiscussion(this.workspace, team, id, this.language);
  }

  /**
   * Writes a member's report with the discussion as it is now.
   * @throws RecordWriteError
   */
  async write(student: Member): Promise<WrittenReport> {
    const { team, homework, runs } = this.records;
    const discussion = readDiscussion(this.workspace, team.team, student.id, this.language);
    const context = new ReportContext(
      team,
      homework,
      runs,
      student,
      discussion,
      this.language,
      this.charts,
      this.standings,
    );
    return this.#writeFiles(student.id, await makeDocument(context));
  }

  /** Figures first, so that a report never names one that is not there. */
  #writeFiles(student: string, document: Document): WrittenReport {
    const { team } = this.records.team;
    const folder = this.workspace.reportsFolder(team);
    const figures = join(folder, 'figures', student);
    const pictures = picturesOf(document);
    let changed = false;
    for (const { file, content } of pictures) changed = write(join(figures, file), content) || changed;
    const file = join(folder, `${student}.md`);
    const htmlFile = join(folder, `${student}.html`);
    changed = write(file, renderMarkdown(document, `figures/${student}`)) || changed;
    changed = write(htmlFile, renderHtml(document)) || changed;
    changed = removeOthers(figures, new Set(pictures.map((picture) => picture.file))) || changed;
    return { student, file, htmlFile, discussionFile: this.workspace.discussionFile(team, student), changed };
  }
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
