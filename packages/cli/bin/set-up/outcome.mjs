import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './root.mjs';

/** The team's runs as they lie: [{ experiment, dataset, run }]. */
export async function listRuns(team) {
  const { readHomework, readTeamRuns, Workspace } = await import(
    pathToFileURL(join(root, 'packages/records/dist/index.js')).href
  );
  const workspace = new Workspace(root);
  if (!existsSync(workspace.homeworkFile(team))) return [];
  return readTeamRuns(workspace, readHomework(workspace.homeworkFile(team)));
}

/** Prints accuracies, report paths, wall time and the next command. */
export async function printOutcome({ team, profile }, before, seconds) {
  const { readTeam, Workspace } = await import(
    pathToFileURL(join(root, 'packages/records/dist/index.js')).href
  );
  const workspace = new Workspace(root);
  const runs = await listRuns(team);
  const lines = [`\n${team}, test accuracy:`, ...accuracies(runs), '', 'Reports:'];
  for (const { id, name } of readTeam(workspace.teamFile(team)).members) {
    const markdown = join(workspace.reportsFolder(team), `${id}.md`);
    if (!existsSync(markdown)) continue;
    const html = markdown.replace(/\.md$/, '.html');
    lines.push(`  ${name}: ${relative(root, markdown)}`, `    ${pathToFileURL(html).href}`);
  }
  const trained = runs.filter(({ run }) => run && !before.some((old) => old.run && isSame(old.run, run)));
  lines.push(
    '',
    `Grades: ${relative(root, join(workspace.appFolder(team), 'grades'))}/<student>/grade.json`,
    '',
  );
  lines.push(
    trained.length === 0
      ? `Everything was up to date: nothing was trained again (${seconds.toFixed(1)} s).`
      : `${trained.length} runs trained; ${formatSeconds(seconds)} in all.`,
    `Next: write your part in apps/${team}/discussion/<you>.md, then`,
    `  TEAMNET_PROFILE=${profile} npx turbo run report grade --filter ${team}`,
    ...(profile === 'full'
      ? []
      : [`or train it in full: npm start -- --profile full${team === 'team-3' ? '' : ` --team ${team}`}`]),
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}

function accuracies(runs) {
  const sources = new Set(runs.flatMap(({ run }) => (run ? [run.dataset.source] : [])));
  const lines = runs.map(({ experiment, dataset, run, reason }) => {
    const place = `  ${experiment.id.padEnd(16)} ${dataset.padEnd(20)}`;
    return run ? `${place} ${(100 * run.test.accuracy).toFixed(1)} %` : `${place} not shared: ${reason}`;
  });
  if (sources.has('stand-in'))
    lines.push('  (stand-in: images drawn by Teamnet itself, because the photos could not be had)');
  return lines;
}

function isSame(a, b) {
  return a.id === b.id && a.timing.startedAt === b.timing.startedAt;
}

function formatSeconds(seconds) {
  return seconds < 60
    ? `${seconds.toFixed(1)} s`
    : `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
