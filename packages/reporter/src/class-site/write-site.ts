import { type Language, readTeam, type Workspace } from '@teamnet/records';
import { compareRecords } from '../compare/compare-teams.js';
import { renderCsv } from '../compare/render-csv.js';
import { NoTeamsError, SitePrivacyError } from '../errors.js';
import type { Document } from '../page/document.js';
import { type PageOfSite, renderHtml } from '../page/render-html.js';
import { readClass } from '../team-records.js';
import { classPage } from './class-page.js';
import { findPrivate } from './find-private.js';
import { Mask } from './mask.js';
import { maskTeam } from './mask-team.js';
import { PAGE_SCRIPT } from './page-script.js';
import { placeSite } from './place-site.js';
import type { SiteTeam } from './site-team.js';
import { teamPage } from './team-page.js';
import { reportPages } from './team-reports-pages.js';
import { SITE_WORDS } from './words.js';

export interface WrittenSite {
  /** Absolute path of the page to open. */
  index: string;
  teams: string[];
  /** Reports on the site. */
  reports: number;
  /** Ids of the members who are left out. */
  left: string[];
  /** Private ids too short to be looked for in texts of others, e.g. `7`. */
  tooShort: string[];
  /** Teams whose files cannot be read. */
  unreadable: string[];
  /** false when every file already had exactly this content. */
  changed: boolean;
}

/**
 * Writes the class as a static site that works from `file://` and loads nothing: a page for the class and one a team,
 * and the report of every member, made anew. Members whom the class list marks as private appear nowhere: in lists and
 * team-mates' reports they are "a member", also in what others wrote; every file is searched for them before anything is
 * put into place. The folder is replaced whole; what lies in it and is not the site's own stays.
 * @param out absolute path of the folder
 * @param language of all pages; for the reports `homework.language`, else `en`, when left out
 * @throws NoTeamsError, RecordInvalidError (a team file: it may mark somebody as private), SitePrivacyError,
 * SiteFolderTakenError, RecordWriteError
 */
export async function writeSite(
  workspace: Workspace,
  out: string,
  language?: Language,
): Promise<WrittenSite> {
  const names = workspace.teamNames();
  if (names.length === 0) throw new NoTeamsError();
  const rosters = names.map((name) => readTeam(workspace.teamFile(name)));
  const spoken = language ?? 'en';
  const { records, problems } = readClass(workspace, names);
  const mask = new Mask(rosters, spoken);
  const teams = records.map((one): SiteTeam => {
    const students = one.team.members.filter((member) => !member.private).map(({ id }) => id);
    return { records: maskTeam(one, mask), students };
  });
  const files = new Map<string, string>();
  const comparison = compareRecords(
    names,
    teams.map((team) => team.records),
    [],
  );
  const unreadable = problems.map(({ team }) => team);
  files.set('index.html', pageOf(await classPage(teams, unreadable, comparison, spoken), []));
  files.set('comparison.csv', renderCsv(comparison, 'runs'));
  for (const [place, team] of teams.entries()) {
    const { team: name } = team.records.team;
    const own = compareRecords([name], [team.records], []);
    const trail = [{ title: SITE_WORDS[spoken].title, href: '../index.html' }];
    files.set(`${name}/index.html`, pageOf(await teamPage(team, own, spoken), trail));
    const inReports = language ?? team.records.homework.language ?? 'en';
    // The word for a masked member is of the report's language.
    const maskOfReports = inReports === spoken ? mask : new Mask(rosters, inReports);
    const masked =
      maskOfReports === mask ? team : { ...team, records: maskTeam(records[place]!, maskOfReports) };
    for (const [student, page] of await reportPages(workspace, masked, maskOfReports, inReports))
      files.set(`${name}/reports/${student}.html`, page);
  }
  for (const [file, content] of files) {
    const found = findPrivate(file, content, mask);
    if (found !== null) throw new SitePrivacyError(file, found);
  }
  const { index, changed } = placeSite(out, files);
  return {
    index,
    teams: names,
    reports: teams.reduce((sum, { students }) => sum + students.length, 0),
    left: [
      ...new Set(rosters.flatMap(({ members }) => members.filter((one) => one.private).map(({ id }) => id))),
    ],
    tooShort: mask.tooShort,
    unreadable,
    changed,
  };
}

function pageOf(document: Document, trail: PageOfSite['trail']): string {
  const { search, found, sort } = SITE_WORDS[document.language];
  return renderHtml(document, { trail, script: { text: PAGE_SCRIPT, words: { search, found, sort } } });
}
