import type { Language } from '@teamnet/records';
import type { Comparison } from '../compare/comparison.js';
import { comparisonSections, leadOf } from '../compare/comparison-document.js';
import { changesInline, changesOf } from '../facts/changes.js';
import type { Block, Document, Inline, SortKey } from '../page/document.js';
import { SHARED_WORDS } from '../sections/shared-words.js';
import type { SiteTeam } from './site-team.js';
import { SITE_WORDS } from './words.js';

/** A team's page: who is in it, what it asks, how it came out. */
export async function teamPage(
  { records, students }: SiteTeam,
  comparison: Comparison,
  language: Language,
): Promise<Document> {
  const words = SITE_WORDS[language];
  const { team, homework } = records;
  return {
    language,
    wide: true,
    title: words.teamTitle(team.team),
    subtitle: words.teamSubtitle(homework.model.name, homework.datasets.join(', ')),
    lead: leadOf(comparison, language),
    sections: [
      { id: 'members', title: words.roster, blocks: [rosterTable(records, students, language)] },
      { id: 'questions', title: words.questions, blocks: [questionTable(records, language)] },
      ...(await comparisonSections(comparison, language)),
    ],
  };
}

function rosterTable(
  { team, homework, runs }: SiteTeam['records'],
  students: readonly string[],
  language: Language,
): Block {
  const words = SITE_WORDS[language];
  const own = (id: string) => runs.filter(({ experiment }) => experiment.by === id);
  const shared = (id: string) => own(id).filter(({ run }) => run !== null).length;
  const experiments = (id: string) =>
    homework.experiments.filter(({ by }) => by === id).map((experiment) => experiment.id);
  return {
    kind: 'table',
    name: words.roster,
    columns: [
      { title: words.name },
      { title: words.role },
      { title: words.experiments },
      { title: words.runs, numeric: true },
    ],
    rows: team.members.map(({ id, name, role }): Inline[] => [
      students.includes(id) ? { link: name, href: `reports/${id}.html` } : name,
      role ?? '',
      experiments(id).join(', ') || words.none,
      words.of(shared(id), own(id).length),
    ]),
    order: team.members.map(({ id, name, role }): SortKey[] => [
      name,
      role ?? null,
      experiments(id).length,
      shared(id),
    ]),
  };
}

function questionTable({ team, homework, runs }: SiteTeam['records'], language: Language): Block {
  const words = SITE_WORDS[language];
  const names = SHARED_WORDS[language];
  const nameOf = (id: string) => team.members.find((member) => member.id === id)?.name ?? id;
  const rows = homework.experiments.map((experiment) => {
    const run = runs.find((place) => place.experiment.id === experiment.id && place.run)?.run ?? null;
    const changes = changesInline(changesOf(homework, experiment, run, language), language);
    return { experiment, changes, by: nameOf(experiment.by) };
  });
  return {
    kind: 'table',
    name: words.questions,
    columns: [
      { title: names.experiment },
      { title: words.name },
      { title: words.question },
      { title: names.change },
    ],
    rows: rows.map(({ experiment, by, changes }): Inline[] => [
      { code: experiment.id },
      by,
      experiment.question,
      changes,
    ]),
    order: rows.map(({ experiment, by, changes }): SortKey[] => [
      experiment.id,
      by,
      experiment.question,
      changes,
    ]),
  };
}
