import { TeamnetError } from '@teamnet/records';
import type { Context } from './context.js';
import { printError } from './print-error.js';
import { processContext } from './process-context.js';
import { createProgram } from './program.js';
import { respawnForEngine } from './respawn-for-engine.js';

/**
 * Runs the command line `teamnet <args>`.
 * @returns the exit code: 0 fine, 1 the work failed or a check did not hold, 2 wrong usage, 130 ended by Ctrl-C
 */
export async function main(args: readonly string[], context: Context = processContext()): Promise<number> {
  try {
    const respawned = await respawnForEngine(args);
    if (respawned !== null) return respawned;
    const program = createProgram(context);
    await program.parseAsync(args, { from: 'user' });
    return 0;
  } catch (error) {
    const stopped = context.interrupted() ? describeStop(error) : null;
    if (stopped !== null) {
      context.note(stopped);
      return 130;
    }
    return printError(error, (text) => context.stderr.write(text), args.includes('--debug'));
  }
}

/** One line on what Ctrl-C ended; null for an error that is none of its doing. */
function describeStop(error: unknown): string | null {
  if (error instanceof TeamnetError) return `${error.message} ${error.remedy}`;
  if (error instanceof Error && error.name === 'AbortError')
    return 'Stopped. Run the same command again to go on.';
  return null;
}
