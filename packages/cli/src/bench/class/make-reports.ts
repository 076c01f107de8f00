import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { measureCommand } from './measure-command.js';

const PROGRAM = fileURLToPath(new URL('write-reports-of.js', import.meta.url));
/** Teams that one process writes at most; a command line takes no thousands. */
const TEAMS = 25;

/**
 * The reporter writes the reports of these teams, in as many processes at a time as there are cores.
 * @param kind `for-grading` takes a third of the time and two thirds of the disk: figures repeat, and there is no HTML
 */
export async function makeReports(
  root: string,
  teams: readonly string[],
  kind: 'full' | 'for-grading',
): Promise<void> {
  const size = Math.min(TEAMS, Math.ceil(teams.length / cpus().length));
  const left = Array.from({ length: Math.ceil(teams.length / size) }, (_, index) =>
    teams.slice(index * size, (index + 1) * size),
  );
  const work = async () => {
    for (let part = left.shift(); part; part = left.shift())
      await measureCommand(process.execPath, [PROGRAM, kind, root, ...part], { cwd: root });
  };
  await Promise.all(Array.from({ length: cpus().length }, work));
}
