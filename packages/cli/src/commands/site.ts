import { relative, resolve } from 'node:path';
import type { Language } from '@teamnet/records';
import { type Command, Option } from 'commander';
import type { Context } from '../context.js';
import { addJsonOption, workspaceAt } from '../options.js';

interface Flags {
  out: string;
  language?: Language;
  json?: boolean;
}

/** `teamnet site`: the class as pages that work without a server. */
export function addSite(program: Command, context: Context): void {
  const command = program
    .command('site')
    .description('Write the class as a static site: a page for the class, one a team, and the reports.')
    .option('--out <folder>', 'folder of the site; replaced whole', 'site')
    .addOption(
      new Option('--language <language>', "of all pages (default: en; of reports homework.json's)").choices([
        'en',
        'ko',
      ]),
    );
  addJsonOption(command).action(async (flags: Flags) => {
    const workspace = workspaceAt(context.cwd);
    const { writeSite } = await import('@teamnet/reporter');
    const site = await writeSite(workspace, resolve(context.cwd, flags.out), flags.language);
    if (flags.json) {
      context.printJson(site);
      return;
    }
    const { index, teams, reports, left, tooShort, unreadable, changed } = site;
    context.print(
      `${relative(context.cwd, index)}: ${teams.length} teams, ${reports} reports${changed ? '' : ' (unchanged)'}`,
    );
    if (left.length > 0) context.print(`left out as private: ${left.join(', ')}`);
    if (tooShort.length > 0)
      context.note(
        `too short to be looked for in what others wrote, look there yourself: ${tooShort.join(', ')}`,
      );
    for (const team of unreadable) context.note(`${team} cannot be read; "teamnet team check" says why`);
  });
}
