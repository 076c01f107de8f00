import type { EngineName } from '@teamnet/engine';
import { COURSE_DATASETS, type DataSource, finishPlacing, Workspace } from '@teamnet/records';
import { Argument, type Command, InvalidArgumentError, Option } from 'commander';

const SOURCES: DataSource[] = ['prepared', 'manual', 'download', 'stand-in'];

/** An argument that takes data sets, e.g. `<name>` or `[names...]`; findDataset says what they are. */
export function datasetArgument(name: string): Argument {
  return new Argument(
    name,
    `${COURSE_DATASETS.join(', ')}, inside an app also its own; or ./ and the path of a folder of images`,
  );
}

/** Whether an argument is a folder and not a name. */
export function isDatasetPath(text: string): boolean {
  return /^(?:\.{1,2}(?:\/|$)|\/)/.test(text);
}

/** Where the data lie; every option has its environment variable, so that turbo can pass them. */
export interface DataFlags {
  dataDir?: string;
  manualDir?: string;
  source?: DataSource;
  skipBroken?: boolean;
}

/** Adds `--data-dir`, `--manual-dir` and `--source`. */
export function addDataOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--data-dir <folder>', 'prepared data sets in TFDS layout (~/tensorflow_datasets)').env(
        'TFDS_DATA_DIR',
      ),
    )
    .addOption(
      new Option('--manual-dir <folder>', 'original archives, or <name>/…/<label>/*.jpg').env(
        'TEAMNET_MANUAL_DIR',
      ),
    )
    .addOption(
      new Option('--source <source>', 'use this source and no other').choices(SOURCES).env('TEAMNET_SOURCE'),
    );
}

/** Adds `--skip-broken`; `$TEAMNET_SKIP_BROKEN` is read here, because Commander takes any value, also 0, for a yes. */
export function addSkipBrokenOption(command: Command): Command {
  const asked = ['1', 'true', 'yes'].includes(process.env.TEAMNET_SKIP_BROKEN?.toLowerCase() ?? '');
  return command.addOption(
    new Option(
      '--skip-broken',
      'leave broken images out, up to 5 %, and count them (env: TEAMNET_SKIP_BROKEN=1)',
    ).default(asked || undefined),
  );
}

/** The data options that were given, for the library. */
export function dataOptions({ dataDir, manualDir, source, skipBroken }: DataFlags): DataFlags {
  return {
    ...(dataDir === undefined ? {} : { dataDir }),
    ...(manualDir === undefined ? {} : { manualDir }),
    ...(source === undefined ? {} : { source }),
    ...(skipBroken === undefined ? {} : { skipBroken }),
  };
}

export interface EngineFlags {
  engine?: EngineName;
}

/** The engine that was asked for, for the library. */
export function engineOption({ engine }: EngineFlags): EngineFlags {
  return engine === undefined ? {} : { engine };
}

/** Adds `--engine`. */
export function addEngineOption(command: Command): Command {
  return command.addOption(
    new Option('--engine <name>', 'run on this engine and no other (default: the fastest that works)')
      .choices(['native', 'webgpu', 'wasm', 'cpu'])
      .env('TEAMNET_ENGINE'),
  );
}

/** Adds `--team`. */
export function addTeamOption(command: Command): Command {
  return command.option('--team <team>', 'the team, e.g. team-3 (default: the app folder you are in)');
}

/** Adds `--json`. */
export function addJsonOption(command: Command): Command {
  return command.option('--json', 'print JSON, and nothing else, on standard output');
}

/** Parses a whole number of at least `least`. */
export function wholeNumber(least: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least)
      throw new InvalidArgumentError(`It must be a whole number of at least ${least}.`);
    return value;
  };
}

/** Collects a repeatable or comma-separated option. */
export function collect(text: string, before: string[] = []): string[] {
  return [...before, ...text.split(',').map((part) => part.trim())].filter((part) => part !== '');
}

/** The checkout that a command runs in, after ending what a killed `collect` had begun. */
export function workspaceAt(cwd: string): Workspace {
  const workspace = Workspace.find(cwd);
  finishPlacing(workspace);
  return workspace;
}
