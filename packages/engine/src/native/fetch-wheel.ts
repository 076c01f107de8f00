import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ChecksumError, DownloadError, NativeUnavailableError } from '../errors.js';
import { downloadFile, sha256Of } from './download-file.js';
import { downloadWithPip, locateWheel } from './locate-wheel.js';
import type { OnProgress } from './progress.js';
import { findPython, pipVersion } from './python.js';
import type { Wheel } from './tensorflow-release.js';

/**
 * Gives a wheel's file, checked: the one in `folder`, where an earlier set-up left it or to where it is downloaded, or
 * where pip's index is a folder the one in that.
 *
 * @param options.message what the progress says
 * @throws NativeUnavailableError (no pip, no connection), DownloadError, ChecksumError
 */
export async function fetchWheel(
  wheel: Wheel,
  folder: string,
  options: { message: string; onProgress: OnProgress; signal?: AbortSignal | undefined },
): Promise<string> {
  const { message, onProgress, signal } = options;
  const { file: name, bytes, sha256 } = wheel;
  const file = join(folder, name);
  if (existsSync(file) && (await sha256Of(file)) === sha256) return file;
  const python = await findPipPython(wheel.package);
  onProgress({ step: 'download', message, done: 0, total: bytes });
  const url = await locateWheel(python, wheel, signal);
  if (url.startsWith('file:')) {
    await checkHash(fileURLToPath(url), sha256);
    return fileURLToPath(url);
  }
  try {
    const report = (done: number) => onProgress({ step: 'download', message, done, total: bytes });
    // Node's fetch knows no proxies, pip does: no use in trying for long.
    const retries = process.env.HTTPS_PROXY || process.env.https_proxy ? 0 : 4;
    await downloadFile({ url, file, bytes, sha256, onProgress: report, signal, retries });
  } catch (error) {
    if (!(error instanceof DownloadError) || error.receivedBytes > 0) throw error;
    onProgress({ step: 'download', message: `${message} with pip, because ${error.why}` });
    const temporary = `${file}.pip`;
    try {
      await downloadWithPip(python, wheel, temporary, signal);
      await checkHash(join(temporary, name), sha256);
      renameSync(join(temporary, name), file);
    } finally {
      rmSync(temporary, { recursive: true, force: true });
    }
  }
  return file;
}

async function findPipPython(what: string): Promise<string> {
  const python = await findPython();
  if (!python)
    throw new NativeUnavailableError(`${what} is downloaded with pip, and there is no Python here`);
  if (!(await pipVersion(python.command))) {
    throw new NativeUnavailableError(`${what} is downloaded with pip, which ${python.command} does not have`);
  }
  return python.command;
}

async function checkHash(file: string, sha256: string): Promise<void> {
  const found = await sha256Of(file);
  if (found !== sha256) throw new ChecksumError(file, sha256, found);
}
