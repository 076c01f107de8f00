import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKOUT, callTeamnet } from './call-teamnet.js';
import type { ClassMaker } from './make-class.js';
import { type Measured, measureCommand } from './measure-command.js';
import { makeTurboCheckout } from './turbo-checkout.js';

/** Seconds, each of fresh processes; the middle one of the rounds. */
export interface EightTeams {
  /** `teamnet report --all` of eight teams, 32 reports, none of them there. */
  reports32Seconds: number;
  /** `turbo run report` of the same: eight processes, as turbo starts them. */
  reports32TurboSeconds: number;
  /** `turbo run train report grade` where nothing is to do. */
  noopSeconds: number;
  /** The same through npx. */
  noopNpxSeconds: number;
}

const TURBO = join(CHECKOUT, 'node_modules', 'turbo', 'bin', 'turbo');

/**
 * @param dataDir with the data sets that the class's runs name, so that the trainer finds nothing to train
 * @param rounds an odd number
 */
export async function measureEightTeams(
  maker: ClassMaker,
  dataDir: string,
  rounds: number,
): Promise<EightTeams> {
  const { workspace } = maker;
  const { root } = workspace;
  const teams: string[] = [];
  for (let team = 1; team <= 8; team++) teams.push(await maker.addTeam(team));
  makeTurboCheckout(CHECKOUT, workspace, teams);
  const env = {
    TEAMNET_SOURCE: 'stand-in',
    TFDS_DATA_DIR: dataDir,
    TURBO_TELEMETRY_DISABLED: '1',
    // Nothing is trained, so nobody else's training is waited for.
    TEAMNET_DEVICE_QUEUE: 'off',
  };
  const options = { cwd: root, env };
  const turbo = (...args: string[]) => measureCommand(process.execPath, [TURBO, 'run', ...args], options);
  const forgetReports = () => {
    for (const team of teams) rmSync(workspace.reportsFolder(team), { recursive: true, force: true });
  };

  const { stdout } = await turbo('train');
  const trained = /\d+ trained/.exec(stdout)?.[0];
  if (trained) throw new Error(`The runs of the class are not taken for finished: ${trained}.\n${stdout}`);

  const reports32Seconds = await median(rounds, () => {
    forgetReports();
    return callTeamnet(['report', '--all'], options);
  });
  const reports32TurboSeconds = await median(rounds, () => {
    forgetReports();
    return turbo('report', '--only', '--force');
  });
  const everything = ['train', 'report', 'grade'];
  // What the reporter wrote makes turbo look again; then all is cached.
  await turbo(...everything);
  await turbo(...everything);
  return {
    reports32Seconds,
    reports32TurboSeconds,
    noopSeconds: await median(rounds, () => turbo(...everything)),
    noopNpxSeconds: await median(rounds, () =>
      measureCommand('npx', ['turbo', 'run', ...everything], options),
    ),
  };
}

async function median(rounds: number, measure: () => Promise<Measured>): Promise<number> {
  const seconds: number[] = [];
  for (let round = 0; round < rounds; round++) seconds.push((await measure()).seconds);
  return seconds.sort((a, b) => a - b)[(rounds - 1) / 2]!;
}
