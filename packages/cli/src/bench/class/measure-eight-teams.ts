import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT, callTeamnet } from './call-teamnet.js';
import type { ClassMaker } from './make-class.js';
import { type Measured, measureCommand } from './measure-command.js';
import { makeTurboCheckout } from './turbo-checkout.js';

/** Seconds, each of fresh processes; the middle one of three. */
export interface EightTeams {
  /** `turbo run report` of eight teams, 32 reports, none of them there: eight processes, as turbo starts them. */
  reports32Seconds: number;
  /** The same with one `teamnet report --team` after the other. */
  reports32OneByOneSeconds: number;
  /** `turbo run train report grade` where nothing is to do. */
  noopSeconds: number;
  /** The same through npx. */
  noopNpxSeconds: number;
}

const TURBO = join(CHECKOUT, 'node_modules', 'turbo', 'bin', 'turbo');

/** @param dataDir with the data sets that the class's runs name, so that the trainer finds nothing to train */
export async function measureEightTeams(maker: ClassMaker, dataDir: string): Promise<EightTeams> {
  const { workspace } = maker;
  const { root } = workspace;
  const teams: string[] = [];
  for (let team = 1; team <= 8; team++) teams.push(await maker.addTeam(team));
  makeTurboCheckout(CHECKOUT, workspace, teams);
  const env = { TEAMNET_SOURCE: 'stand-in', TFDS_DATA_DIR: dataDir, TURBO_TELEMETRY_DISABLED: '1' };
  const options = { cwd: root, env };
  const turbo = (...args: string[]) => measureCommand(process.execPath, [TURBO, 'run', ...args], options);
  const forgetReports = () => {
    for (const team of teams) rmSync(workspace.reportsFolder(team), { recursive: true, force: true });
  };

  const { stdout } = await turbo('train');
  const trained = /\d+ trained/.exec(stdout)?.[0];
  if (trained) throw new Error(`The runs of the class are not taken for finished: ${trained}.\n${stdout}`);

  const reports32Seconds = await median3(() => {
    forgetReports();
    return turbo('report', '--only', '--force');
  });
  const reports32OneByOneSeconds = await median3(async () => {
    forgetReports();
    let seconds = 0;
    for (const team of teams) seconds += (await callTeamnet(['report', '--team', team], options)).seconds;
    return { seconds };
  });
  const everything = ['train', 'report', 'grade'];
  // What the reporter wrote makes turbo look again; then all is cached.
  await turbo(...everything);
  await turbo(...everything);
  return {
    reports32Seconds,
    reports32OneByOneSeconds,
    noopSeconds: await median3(() => turbo(...everything)),
    noopNpxSeconds: await median3(() => measureCommand('npx', ['turbo', 'run', ...everything], options)),
  };
}

async function median3(measure: () => Promise<Pick<Measured, 'seconds'>>): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round < 3; round++) seconds.push((await measure()).seconds);
  return seconds.sort((a, b) => a - b)[1]!;
}
