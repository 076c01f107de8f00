import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { RecordWriteError } from '@teamnet/records';
import { NativeUnavailableError } from '../errors.js';
import { bindingsFolder } from './binding-folder.js';
import { buildBinding } from './build-binding.js';
import { cacheFolder } from './cache-folder.js';
import { downloadTensorFlow } from './download-tensorflow.js';
import { findBinding } from './find-binding.js';
import { findCompiler } from './find-compiler.js';
import { downloadedFolder, findTensorFlow, type TensorFlow } from './find-tensorflow.js';
import { hasAvx } from './has-avx.js';
import { withLock } from './lock.js';
import type { SetUpProgress } from './progress.js';
import { runTfjsInstaller } from './run-tfjs-installer.js';
import { tensorflowRelease } from './tensorflow-release.js';
import { throttleProgress } from './throttle-progress.js';

export interface SetUpOptions {
  onProgress(event: SetUpProgress): void;
  signal?: AbortSignal;
  /** Build the binding again though one is there. */
  force?: boolean;
}

export interface SetUpResult {
  /** Whether native TensorFlow is there now; if not, `openEngine` gives WASM. */
  ready: boolean;
  /** Whether anything was downloaded or built. */
  changed: boolean;
  binding?: string;
  /** The TensorFlow that it was linked to; undefined when nothing was to be done. */
  tensorflow?: TensorFlow;
  /** When not ready: why, in one line, as `Fell back …`. */
  reason?: string;
}

/**
 * Sets up native TensorFlow for this user, once for all clones: finds a TensorFlow or downloads one (274 MB), and builds
 * tfjs-node's binding against it. Does nothing when that has been done. Two at the same time: the second waits. An
 * interrupted download goes on the next time.
 *
 * @returns `ready: false` with the reason where this machine cannot have it (no compiler, no pip, no connection, …)
 * @throws TensorFlowFolderError, DownloadError, ChecksumError, WheelError, BuildError, DiskSpaceError, RecordWriteError
 *   for what somebody should mend; the signal's reason when aborted
 */
export async function setUpNative(options: SetUpOptions): Promise<SetUpResult> {
  const there = findBinding();
  if (there && !options.force) return { ready: true, changed: false, binding: there };
  try {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      options.onProgress({ step: 'download', message: "Running tfjs-node's own installer" });
      return { ready: true, changed: true, binding: await runTfjsInstaller(options.signal) };
    }
    return await setUpLinux(options);
  } catch (error) {
    if (error instanceof NativeUnavailableError) {
      const reason = `Fell back from native TensorFlow to WASM: ${error.why}.`;
      return { ready: false, changed: false, reason };
    }
    if (isWriteError(error)) throw new RecordWriteError(error.path ?? cacheFolder(), error);
    throw error;
  }
}

async function setUpLinux({ signal, force, ...options }: SetUpOptions): Promise<SetUpResult> {
  const onProgress = throttleProgress(options.onProgress);
  if (!hasAvx()) throw new NativeUnavailableError('the processor has no AVX, which TensorFlow needs');
  const compiler = await findCompiler();
  if (!compiler) {
    throw new NativeUnavailableError(
      'there is no C++ compiler to build its binding with (c++, g++ or clang++)',
    );
  }
  mkdirSync(cacheFolder(), { recursive: true });
  const onWait = (holder: string) =>
    onProgress({ step: 'wait', message: `Waiting for ${holder}, which is setting up TensorFlow` });
  return withLock(join(cacheFolder(), 'set-up.lock'), { onWait, signal }, async () => {
    onProgress({ step: 'find', message: 'Looking for TensorFlow' });
    let tensorflow = await findTensorFlow();
    const found = tensorflow !== undefined;
    if (!tensorflow) {
      const folder = downloadedFolder();
      await downloadTensorFlow(folder, { onProgress, signal });
      tensorflow = { folder, source: 'download', version: tensorflowRelease.version };
    }
    const name = `TensorFlow ${tensorflow.version ?? ''}`.trim();
    onProgress({ step: 'build', message: `Building the binding to ${name} in ${tensorflow.folder}` });
    const { binding, built } = await buildBinding(tensorflow.folder, compiler.command, { force, signal });
    makeCurrent(basename(join(binding, '..')));
    return { ready: true, changed: built || !found, binding, tensorflow };
  });
}

/** Points the link `current` to a binding's folder, in one step. */
function makeCurrent(name: string): void {
  const temporary = join(bindingsFolder(), `.current.${process.pid}`);
  rmSync(temporary, { force: true });
  symlinkSync(name, temporary);
  renameSync(temporary, join(bindingsFolder(), 'current'));
}

function isWriteError(error: unknown): error is NodeJS.ErrnoException {
  // ENOENT: what Node says of a folder that cannot be made on a read-only disk.
  const codes = ['ENOSPC', 'EROFS', 'EACCES', 'EPERM', 'EDQUOT', 'ENOTDIR', 'ENOENT'];
  return codes.includes((error as NodeJS.ErrnoException)?.code ?? '');
}
