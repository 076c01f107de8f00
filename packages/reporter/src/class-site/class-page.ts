import { isCourseDataset, type Language } from '@teamnet/records';
import type { Comparison, SharedRow } from '../compare/comparison.js';
import { comparisonSections } from '../compare/comparison-document.js';
import type { Block, Document, Inline, SortKey } from '../page/document.js';
import { percent } from '../page/numbers.js';
import type { SiteTeam } from './site-team.js';
import { SITE_WORDS } from './words.js';

/**
 * The class at one look: its teams with links to pages and reports, then all runs beside each other.
 * @param unreadable teams whose files cannot be read
 */
export async function classPage(
  teams: readonly SiteTeam[],
  unreadable: readonly string[],
  comparison: Comparison,
  language: Language,
): Promise<Document> {
  const words = SITE_WORDS[language];
  const { rows } = comparison;
  const shared = rows.filter(({ result }) => result !== null).length;
  const reports = teams.reduce((sum, { students }) => sum + students.length, 0);
  return {
    language,
    wide: true,
    title: words.title,
    subtitle: words.subtitle(teams.length, reports, shared, rows.length),
    lead: [
      { kind: 'paragraph', text: words.intro },
      ...unreadable.map(
        (team): Block => ({ kind: 'callout', tone: 'warning', text: words.unreadable(team) }),
      ),
      {
        kind: 'paragraph',
        text: { quiet: [words.csv[0]!, { link: 'comparison.csv', href: 'comparison.csv' }, words.csv[1]!] },
      },
    ],
    sections: [
      { id: 'teams', title: words.teams, blocks: [teamTable(teams, comparison, language)] },
      ...(await comparisonSections(comparison, language)),
    ],
  };
}

function teamTable(teams: readonly SiteTeam[], comparison: Comparison, language: Language): Block {
  const words = SITE_WORDS[language];
  // What a team adds of its own stands on its page, so that a class of many has no column for each.
  const datasets = [...new Set(comparison.rows.map(({ dataset }) => dataset))].filter(isCourseDataset);
  const rowsOf = (team: string) => comparison.rows.filter((row) => row.team === team);
  const sharedBy = (team: string) => rowsOf(team).filter(({ result }) => result !== null).length;
  return {
    kind: 'table',
    name: words.teams,
    columns: [
      { title: words.team },
      { title: words.members },
      { title: words.runs, numeric: true },
      ...datasets.map((dataset) => ({ title: words.best(dataset), numeric: true })),
    ],
    rows: teams.map(({ records: { team }, students }): Inline[] => [
      { link: team.team, href: `${team.team}/index.html` },
      team.members.flatMap(({ id, name }, place): Inline[] => [
        place > 0 ? ' · ' : '',
        students.includes(id) ? { link: name, href: `${team.team}/reports/${id}.html` } : name,
      ]),
      words.of(sharedBy(team.team), rowsOf(team.team).length),
      ...datasets.map((dataset) => bestCell(best(rowsOf(team.team), dataset))),
    ]),
    order: teams.map(({ records: { team } }): SortKey[] => [
      team.team,
      team.members.map(({ name }) => name).join(' '),
      sharedBy(team.team),
      ...datasets.map((dataset) => best(rowsOf(team.team), dataset)?.result.accuracy ?? null),
    ]),
  };
}

function best(rows: readonly Comparison['rows'][number][], dataset: string): SharedRow | null {
  return rows
    .filter((row): row is SharedRow => row.result !== null && row.dataset === dataset)
    .reduce<SharedRow | null>(
      (found, row) => (found && found.result.accuracy >= row.result.accuracy ? found : row),
      null,
    );
}

function bestCell(row: SharedRow | null): Inline {
  return row ? [{ strong: percent(row.result.accuracy) }, ' ', { quiet: row.experiment }] : '–';
}
