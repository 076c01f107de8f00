import { basename, dirname, extname, join } from 'node:path';
import { type Language, writeWhole } from '@teamnet/records';
import type { ComparisonFilter, ComparisonFormat, ComparisonView, Rendered, SortBy } from '@teamnet/reporter';
import { type Command, Option } from 'commander';
import type { Context } from '../context.js';
import { UsageError } from '../errors.js';
import { findTeam } from '../find-team.js';
import { addTeamOption, collect, workspaceAt } from '../options.js';

interface Flags {
  team?: string;
  all?: boolean;
  experiment?: string[];
  dataset?: string[];
  student?: string[];
  model?: string[];
  profile?: string[];
  sort?: SortBy;
  reverse?: boolean;
  format: ComparisonFormat;
  view?: ComparisonView;
  json?: boolean;
  language?: Language;
  out?: string;
}

/** `teamnet compare`: the runs of one or several teams beside each other. */
export function addCompare(program: Command, context: Context): void {
  const command = program
    .command('compare')
    .description('Put the runs of one or several teams, or two runs, beside each other.')
    .argument(
      '[names...]',
      'teams, e.g. team-3 team-5 (default: --team, or the app folder you are in); or two runs, each its folder or e.g. team-3/baseline/tf_flowers',
    )
    .option('--all', 'every team of the class')
    .option('--experiment <id>', 'these experiments only; repeatable', collect)
    .option('--dataset <name>', 'these data sets only; repeatable', collect)
    .option('--student <id>', 'runs of these members only, by id or name; repeatable', collectWhole)
    .option('--model <name>', 'runs of these networks only; repeatable', collect)
    .option('--profile <name>', 'runs of these profiles only; repeatable', collect)
    .addOption(
      new Option('--sort <key>', 'order of the rows (default: by team; on pages by accuracy)').choices([
        'accuracy',
        'loss',
        'time',
        'parameters',
        'team',
      ]),
    )
    .option('--reverse', 'the other way round')
    .addOption(
      new Option('--format <format>', 'of the comparison')
        .choices(['markdown', 'csv', 'json', 'html'])
        .default('markdown'),
    )
    .addOption(
      new Option('--view <view>', 'the table of --format csv (default: runs)').choices([
        'runs',
        'networks',
        'teams',
      ]),
    )
    .option('--json', 'the same as --format json')
    .addOption(new Option('--language <language>', 'of the pages').choices(['en', 'ko']))
    .option('--out <file>', 'write it into this file; the pictures of Markdown go into a folder beside it');
  addTeamOption(command).action(async (given: string[], flags: Flags) => {
    const workspace = workspaceAt(context.cwd);
    const { compareRuns, compareTeams, namesRun, renderComparison, renderRunComparison } = await import(
      '@teamnet/reporter'
    );
    const format = flags.json ? 'json' : flags.format;
    if (given.some((name) => namesRun(name, context.cwd))) {
      const runs = twoRuns(given, flags);
      const comparison = await compareRuns(workspace, runs, context.cwd);
      write(await renderRunComparison(comparison, format, renderOptions(flags)), flags.out, context);
      return;
    }
    const teams = flags.all
      ? workspace.teamNames()
      : given.length > 0
        ? given
        : [findTeam(workspace, context.cwd, flags.team)];
    const order =
      flags.sort || flags.reverse ? { by: flags.sort ?? 'accuracy', reverse: flags.reverse ?? false } : null;
    const comparison = await compareTeams(workspace, teams, {
      filter: filterOf(flags),
      ...(order ? { order } : {}),
    });
    write(await renderComparison(comparison, format, renderOptions(flags)), flags.out, context);
  });
}

/** Two runs, and nothing that is asked of teams. */
function twoRuns(given: readonly string[], flags: Flags): [string, string] {
  const [first, second, ...more] = given;
  if (first === undefined || second === undefined || more.length > 0)
    throw new UsageError(
      `A run is compared with one other run, and ${given.length === 1 ? 'only one is' : `${given.length} are`} given.`,
      'Give two run folders or team/experiment/dataset names; of teams give only names.',
    );
  const ofTeams = (
    [
      'all',
      'team',
      'experiment',
      'dataset',
      'student',
      'model',
      'profile',
      'sort',
      'reverse',
      'view',
    ] as const
  ).filter((name) => flags[name] !== undefined);
  if (ofTeams.length > 0)
    throw new UsageError(
      `--${ofTeams[0]} is for comparing teams, and two runs are given.`,
      'Leave it out, or give teams.',
    );
  return [first, second];
}

function filterOf({ experiment, dataset, student, model, profile }: Flags): ComparisonFilter {
  return {
    ...(experiment ? { experiments: experiment } : {}),
    ...(dataset ? { datasets: dataset } : {}),
    ...(student ? { students: student } : {}),
    ...(model ? { models: model } : {}),
    ...(profile ? { profiles: profile } : {}),
  };
}

function renderOptions({ language, view, out }: Flags) {
  return {
    ...(language ? { language } : {}),
    ...(view ? { view } : {}),
    ...(out === undefined ? {} : { figures: figuresFolder(out) }),
  };
}

/** Beside the file and named after it: `class.md` has `class-figures`. */
function figuresFolder(out: string): string {
  return `${basename(out, extname(out))}-figures`;
}

function write({ text, pictures }: Rendered, out: string | undefined, context: Context): void {
  if (out === undefined) {
    context.print(text.trimEnd());
    return;
  }
  for (const { file, content } of pictures) writeWhole(join(dirname(out), figuresFolder(out), file), content);
  writeWhole(out, text);
  context.note(`comparison: ${out}`);
}

/** A name may hold a comma. */
function collectWhole(text: string, before: string[] = []): string[] {
  return [...before, text];
}
