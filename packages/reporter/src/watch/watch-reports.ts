import { existsSync } from 'node:fs';
import { basename, dirname, relative, sep } from 'node:path';
import type { Language, Workspace } from '@teamnet/records';
import { TeamReports, type WrittenReport } from '../team-reports.js';
import { openWatcher } from './open-watcher.js';

/** What a watch tells. All paths relative to the checkout, with `/`. */
export type WatchEvent =
  /** `changed`: the files that led to it, none at the start; `seconds` that the writing took. */
  | { kind: 'written'; changed: string[]; reports: WrittenReport[]; seconds: number }
  /** The reports could not be written; the watch goes on, and the next change tries again. */
  | { kind: 'failed'; changed: string[]; error: unknown }
  /** A Markdown file in discussion/ that is no member's, for its name. */
  | { kind: 'stranger'; file: string; expected: string[] }
  /** From now on changes are seen. */
  | { kind: 'watching'; paths: string[] };

export interface WatchOptions {
  /** ids; the whole team when left out */
  students?: readonly string[];
  /** `homework.language` when left out, else `en` */
  language?: Language;
  /** Ends the watch. */
  signal: AbortSignal;
  onEvent(event: WatchEvent): void;
}

/**
 * Writes a team's reports, then again what a change concerns: a discussion its author's report; homework.json, the
 * team's file and the runs all of them. A burst of changes counts as one. Resolves when the signal aborts.
 * @throws what writeReports throws, at the start only; WatchFailedError when the system can watch no more
 */
export async function watchReports(
  workspace: Workspace,
  team: string,
  { students, language, signal, onEvent }: WatchOptions,
): Promise<void> {
  const show = (path: string) => relative(workspace.root, path).replaceAll(sep, '/');
  let reports = TeamReports.read(workspace, team, language);
  let stale = false;
  reports.makeDiscussions(students);
  const discussions = dirname(workspace.discussionFile(team, 'any'));
  const files = [workspace.homeworkFile(team), workspace.teamFile(team)];
  const folders = [discussions, dirname(dirname(workspace.runFolder(team, 'any', 'any')))];

  const write = async (changed: string[], ids: readonly string[] | undefined) => {
    const began = performance.now();
    const written: WrittenReport[] = [];
    for (const member of reports.members(ids)) written.push(await reports.write(member));
    onEvent({ kind: 'written', changed, reports: written, seconds: (performance.now() - began) / 1000 });
  };
  const rewrite = async (paths: readonly string[]) => {
    const elsewhere = paths.filter((path) => dirname(path) !== discussions);
    const authors = paths
      .filter((path) => dirname(path) === discussions)
      .map((path) => basename(path, '.md'));
    stale ||= elsewhere.length > 0;
    if (stale) reports = TeamReports.read(workspace, team, language);
    const all = stale;
    stale = false;
    const ids = reports.members(students).map(({ id }) => id);
    const known = reports.members().map(({ id }) => id);
    for (const name of authors)
      if (!known.includes(name) && existsSync(workspace.discussionFile(team, name)))
        onEvent({
          kind: 'stranger',
          file: show(workspace.discussionFile(team, name)),
          expected: ids.map((id) => show(workspace.discussionFile(team, id))),
        });
    const concerned = all ? ids : ids.filter((id) => authors.includes(id));
    if (concerned.length > 0) await write(paths.map(show), concerned);
  };

  const watcher = await openWatcher(files, folders, signal);
  try {
    await write([], students);
    onEvent({ kind: 'watching', paths: [...folders, ...files].map(show) });
    for await (const burst of watcher) {
      const paths = burst.filter((path) => dirname(path) !== discussions || path.endsWith('.md'));
      try {
        if (paths.length > 0) await rewrite(paths);
      } catch (error) {
        stale = true;
        onEvent({ kind: 'failed', changed: paths.map(show), error });
      }
    }
  } finally {
    await watcher.close();
  }
}
