import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ChecksumError, DiskSpaceError, DownloadError, NativeUnavailableError } from '../errors.js';
import { downloadFile, sha256Of } from './download-file.js';
import { downloadWithPip, locateWheel } from './locate-wheel.js';
import type { OnProgress } from './progress.js';
import { findPython, pipVersion } from './python.js';
import { tensorflowRelease } from './tensorflow-release.js';
import { unpackWheel } from './unpack-wheel.js';

/**
 * Downloads TensorFlow's wheel, unpacks what is needed of it into `folder` and deletes the wheel.
 *
 * @throws NativeUnavailableError (no pip, no connection), DownloadError, ChecksumError, WheelError, DiskSpaceError
 */
export async function downloadTensorFlow(
  folder: string,
  options: { onProgress: OnProgress; signal?: AbortSignal | undefined },
): Promise<void> {
  const { onProgress, signal } = options;
  const wheel = join(dirname(folder), tensorflowRelease.file);
  mkdirSync(dirname(folder), { recursive: true });
  const isThere = existsSync(wheel) && (await sha256Of(wheel)) === tensorflowRelease.sha256;
  await checkSpace(dirname(folder), isThere ? 0 : tensorflowRelease.bytes);
  const unpack = (file: string) =>
    unpackWheel(file, folder, {
      signal,
      onProgress: (done, total) =>
        onProgress({ step: 'unpack', message: 'Unpacking TensorFlow', done, total }),
    });
  const from = isThere ? wheel : await fetchWheel(wheel, onProgress, signal);
  await unpack(from);
  rmSync(wheel, { force: true });
}

/** Gives the file to unpack: `wheel`, or where pip's index is a folder the file in it. */
async function fetchWheel(wheel: string, onProgress: OnProgress, signal?: AbortSignal): Promise<string> {
  const { version, bytes, sha256 } = tensorflowRelease;
  const python = await findPython();
  if (!python)
    throw new NativeUnavailableError('TensorFlow is downloaded with pip, and there is no Python here');
  if (!(await pipVersion(python.command))) {
    throw new NativeUnavailableError(
      `TensorFlow is downloaded with pip, which ${python.command} does not have`,
    );
  }
  const message = `Downloading TensorFlow ${version}`;
  onProgress({ step: 'download', message, done: 0, total: bytes });
  const url = await locateWheel(python.command, signal);
  if (url.startsWith('file:')) {
    await checkHash(fileURLToPath(url));
    return fileURLToPath(url);
  }
  try {
    const report = (done: number) => onProgress({ step: 'download', message, done, total: bytes });
    // Node's fetch knows no proxies, pip does: no use in trying for long.
    const retries = process.env.HTTPS_PROXY || process.env.https_proxy ? 0 : 4;
    await downloadFile({ url, file: wheel, bytes, sha256, onProgress: report, signal, retries });
  } catch (error) {
    if (!(error instanceof DownloadError) || error.receivedBytes > 0) throw error;
    onProgress({ step: 'download', message: `${message} with pip, because ${error.why}` });
    const temporary = `${wheel}.pip`;
    try {
      await downloadWithPip(python.command, temporary, signal);
      await checkHash(join(temporary, tensorflowRelease.file));
      renameSync(join(temporary, tensorflowRelease.file), wheel);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  }
  return wheel;
}

async function checkHash(file: string): Promise<void> {
  const found = await sha256Of(file);
  if (found !== tensorflowRelease.sha256) throw new ChecksumError(file, tensorflowRelease.sha256, found);
}

async function checkSpace(folder: string, downloadBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  const needed = downloadBytes + tensorflowRelease.unpackedBytes;
  if (bavail * bsize < needed) throw new DiskSpaceError(folder, needed, bavail * bsize);
}
