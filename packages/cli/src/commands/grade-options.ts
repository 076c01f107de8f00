import { resolve } from 'node:path';
import type { Command } from 'commander';

/** Adds `--rubric`. */
export function addRubricOption(command: Command): Command {
  return command.option(
    '--rubric <file>',
    "what is asked and what it is worth (default: rubric.json at the checkout's root, else one point an item)",
  );
}

/** The options of a subcommand, and those that were given before its name: `teamnet grade --team team-3 mark …`. */
export function withGroupFlags<Flags>(command: Command): Flags {
  return { ...command.parent?.opts(), ...command.opts() } as Flags;
}

/** The file that an option names from where the command was called; undefined where none is given. */
export function fileAt(cwd: string, file: string | undefined): string | undefined {
  return file === undefined ? undefined : resolve(cwd, file);
}
