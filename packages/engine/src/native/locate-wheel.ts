import { NativeUnavailableError } from '../errors.js';
import { runCommand } from './run-command.js';
import { type Wheel, wheelTarget } from './tensorflow-release.js';

const choice = [
  '--no-deps',
  '--only-binary=:all:',
  `--python-version=${wheelTarget.python}`,
  ...wheelTarget.platforms.map((platform) => `--platform=${platform}`),
];

/**
 * Asks pip, as it is set up on this machine (index, mirror, proxy, certificates), where a wheel lies.
 * @throws NativeUnavailableError where pip cannot reach it
 */
export async function locateWheel(python: string, wheel: Wheel, signal?: AbortSignal): Promise<string> {
  const args = ['--dry-run', '--ignore-installed', '--quiet', '--report=-', '--target=unused'];
  const pip = ['-m', 'pip', 'install', ...args, ...choice, nameOf(wheel)];
  const { status, stdout, stderr } = await runCommand(python, pip, { signal });
  if (status !== 0)
    throw new NativeUnavailableError(
      `pip cannot find ${wheel.package} ${wheel.version} (${lastError(stderr)})`,
    );
  const report = JSON.parse(stdout) as { install: { download_info: { url: string } }[] };
  return report.install[0]!.download_info.url;
}

/**
 * Lets pip itself download a wheel, for where only pip gets through (a proxy, certificates or a password that it is
 * set up with). Neither progress nor resumption.
 * @throws NativeUnavailableError where pip cannot
 */
export async function downloadWithPip(
  python: string,
  wheel: Wheel,
  folder: string,
  signal?: AbortSignal,
): Promise<void> {
  const pip = ['-m', 'pip', 'download', '--quiet', '--no-cache-dir', ...choice, `--dest=${folder}`];
  const { status, stderr } = await runCommand(python, [...pip, nameOf(wheel)], { signal });
  if (status !== 0)
    throw new NativeUnavailableError(`pip cannot download ${wheel.package} (${lastError(stderr)})`);
}

function nameOf({ package: name, version }: Wheel): string {
  return `${name}==${version}`;
}

function lastError(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => line.trim() !== '');
  const errors = lines.filter((line) => line.startsWith('ERROR'));
  return (errors.at(-1) ?? lines.at(-1) ?? 'it says nothing').replace(/^ERROR: /, '').trim();
}
