import { fileURLToPath } from 'node:url';
import { type Measured, measureCommand } from './measure-command.js';

/** Folder of the checkout that this runs from. */
export const CHECKOUT = fileURLToPath(new URL('../../../../../', import.meta.url));

const LAUNCHER = fileURLToPath(new URL('../../../bin/teamnet.mjs', import.meta.url));
const REPORT_PEAK = new URL('report-peak.js', import.meta.url).href;

/** `teamnet ARGS` in a process of its own, measured. */
export function callTeamnet(
  args: readonly string[],
  options: { cwd: string; env?: Record<string, string> },
): Promise<Measured> {
  return measureCommand(process.execPath, ['--import', REPORT_PEAK, LAUNCHER, ...args], options);
}
