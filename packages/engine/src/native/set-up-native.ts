import { existsSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { RecordWriteError } from '@teamnet/records';
import { DiskSpaceError, NativeUnavailableError } from '../errors.js';
import { bindingsFolder } from './binding-folder.js';
import { buildBinding } from './build-binding.js';
import { cacheFolder } from './cache-folder.js';
import { downloadTensorFlow } from './download-tensorflow.js';
import { findBinding } from './find-binding.js';
import { findCompiler } from './find-compiler.js';
import { downloadedFolder, findTensorFlow, type TensorFlow, wantedVariant } from './find-tensorflow.js';
import { buildFusedKernels, hasKernelsBeside } from './fused-kernels.js';
import { gpuName } from './gpu-name.js';
import { hasAvx } from './has-avx.js';
import { hasCuda } from './has-cuda.js';
import { withLock } from './lock.js';
import type { OnProgress, SetUpProgress } from './progress.js';
import { runTfjsInstaller } from './run-tfjs-installer.js';
import { tensorflowReleases } from './tensorflow-release.js';
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
  /** When ready, but not on the GPU that is there or without the fused kernels: why, in one line. */
  note?: string;
}

/**
 * Sets up native TensorFlow for this user, once for all clones: finds a TensorFlow or downloads one (274 MB; 3.4 GB
 * with CUDA, where there is an NVIDIA GPU), and builds
 * tfjs-node's binding against it. Does nothing when that has been done. Two at the same time: the second waits. An
 * interrupted download goes on the next time.
 *
 * @returns `ready: false` with the reason where this machine cannot have it (no compiler, no pip, no connection, …)
 * @throws TensorFlowFolderError, DownloadError, ChecksumError, WheelError, BuildError, DiskSpaceError, RecordWriteError
 *   for what somebody should mend; the signal's reason when aborted
 */
export async function setUpNative(options: SetUpOptions): Promise<SetUpResult> {
  const there = findBinding();
  if (there && !options.force && !lacksCuda(there) && hasKernelsBeside(there))
    return { ready: true, changed: false, binding: there };
  try {
    if (process.platform !== 'linux' || process.arch !== 'x64') {
      options.onProgress({ step: 'download', message: "Running tfjs-node's own installer" });
      return { ready: true, changed: true, binding: await runTfjsInstaller(options.signal) };
    }
    return await setUpLinux(there, options);
  } catch (error) {
    if (error instanceof NativeUnavailableError) {
      if (there && !options.force) {
        const note = lacksCuda(there)
          ? `The ${gpuName()} is not used: ${error.why}.`
          : `Training is slower than it could be, without the fused kernels: ${error.why}.`;
        return { ready: true, changed: false, binding: there, note };
      }
      const reason = `Fell back from native TensorFlow to WASM: ${error.why}.`;
      return { ready: false, changed: false, reason };
    }
    if (isWriteError(error)) throw new RecordWriteError(error.path ?? cacheFolder(), error);
    throw error;
  }
}

async function setUpLinux(
  there: string | undefined,
  { signal, force, ...options }: SetUpOptions,
): Promise<SetUpResult> {
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
    const { tensorflow, note } = await findOrDownload(onProgress, signal);
    const name = `TensorFlow ${tensorflow.version ?? ''}`.trim();
    onProgress({ step: 'build', message: `Building the binding to ${name} in ${tensorflow.folder}` });
    const lacksKernels = !there || !hasKernelsBeside(there);
    const { binding, built } = await buildBinding(tensorflow.folder, compiler.command, { force, signal });
    makeCurrent(basename(join(binding, '..')));
    onProgress({ step: 'build', message: 'Building the fused kernels for this processor' });
    const withoutKernels = await buildFusedKernels(binding, compiler.command, signal);
    const notes = [note, withoutKernels].filter((each) => each !== undefined);
    const changed = built || tensorflow.source === 'download' || lacksKernels;
    return {
      ready: true,
      changed,
      binding,
      tensorflow,
      ...(notes.length === 0 ? {} : { note: notes.join(' ') }),
    };
  });
}

/** The TensorFlow for the GPU where there is one; where that cannot be had, the one for the processor and why. */
async function findOrDownload(
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<{ tensorflow: TensorFlow; note?: string }> {
  const wanted = wantedVariant();
  try {
    return { tensorflow: (await findTensorFlow(wanted)) ?? (await download(wanted, onProgress, signal)) };
  } catch (error) {
    const isGpuOnly = error instanceof NativeUnavailableError || error instanceof DiskSpaceError;
    if (wanted === 'cpu' || !isGpuOnly) throw error;
    const why = error instanceof NativeUnavailableError ? `${error.why}.` : error.message;
    onProgress({ step: 'find', message: `Looking for a TensorFlow without CUDA: ${why}` });
    const tensorflow = (await findTensorFlow('cpu')) ?? (await download('cpu', onProgress, signal));
    return { tensorflow, note: `The ${gpuName()} is not used: ${why}` };
  }
}

async function download(
  variant: 'cpu' | 'gpu',
  onProgress: OnProgress,
  signal?: AbortSignal,
): Promise<TensorFlow> {
  const release = tensorflowReleases[variant];
  const { folder, tensorflow } = downloadedFolder(variant);
  await downloadTensorFlow(release, folder, { onProgress, signal });
  return { folder: tensorflow, source: 'download', version: release.version };
}

/** Whether a GPU came after the set-up, or its TensorFlow could not be had then. */
function lacksCuda(binding: string): boolean {
  const isOurs = existsSync(join(dirname(binding), 'tensorflow'));
  if (!isOurs || process.env.TEAMNET_TENSORFLOW || wantedVariant() === 'cpu') return false;
  return !hasCuda(join(dirname(binding), 'tensorflow'));
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
