import { existsSync } from 'node:fs';
import { relative, sep } from 'node:path';
import type { Language, Workspace } from '@teamnet/records';
import { readDiscussion } from '../discussion/read-discussion.js';
import { TeamStandings } from '../facts/team-standings.js';
import { Charts } from '../figures/charts.js';
import { makeDocument } from '../make-document.js';
import { renderHtml } from '../page/render-html.js';
import { type Discussion, ReportContext } from '../report-context.js';
import type { Mask } from './mask.js';
import type { SiteTeam } from './site-team.js';
import { SITE_WORDS } from './words.js';

/** The reports of a team's members who may be seen, made anew from the masked records: page by student. */
export async function reportPages(
  workspace: Workspace,
  { records, students }: SiteTeam,
  mask: Mask,
  language: Language,
): Promise<Map<string, string>> {
  const { team, homework, runs, repeats } = records;
  const standings = new TeamStandings(homework, runs, repeats);
  const charts = new Charts(language);
  const trail = [
    { title: SITE_WORDS[language].title, href: '../../index.html' },
    { title: team.team, href: '../index.html' },
  ];
  const pages = new Map<string, string>();
  for (const student of team.members.filter(({ id }) => students.includes(id))) {
    const discussion = maskedDiscussion(workspace, team.team, student.id, mask, language);
    const context = new ReportContext(team, homework, runs, student, discussion, language, charts, standings);
    pages.set(student.id, renderHtml(await makeDocument(context), { trail }));
  }
  return pages;
}

/** Of a student who has none yet no file is made: the site only reads. */
function maskedDiscussion(
  workspace: Workspace,
  team: string,
  student: string,
  mask: Mask,
  language: Language,
): Discussion {
  const path = workspace.discussionFile(team, student);
  const file = relative(workspace.root, path).replaceAll(sep, '/');
  if (!existsSync(path)) return { file, text: '', written: false, problem: null };
  const discussion = readDiscussion(workspace, team, student, language);
  return { ...discussion, text: mask.text(discussion.text) };
}
