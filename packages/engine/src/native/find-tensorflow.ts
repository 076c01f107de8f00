import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { TensorFlowFolderError } from '../errors.js';
import { cacheFolder } from './cache-folder.js';
import { gpuName } from './gpu-name.js';
import { findPython, pythonTensorFlow } from './python.js';
import { checkTensorFlowFolder, headerVersion, libraries } from './tensorflow-folder.js';
import { tensorflowRelease } from './tensorflow-release.js';

export interface TensorFlow {
  /** Holds `libtensorflow_cc.so.2`, `libtensorflow_framework.so.2` and `include/`. */
  folder: string;
  source: 'environment' | 'cache' | 'python' | 'download';
  /** Undefined where the headers do not say. */
  version?: string | undefined;
}

/** Where the TensorFlow that is downloaded goes. */
export function downloadedFolder(): string {
  return join(cacheFolder(), 'tensorflow', `${tensorflowRelease.version}-cpu`);
}

/**
 * The TensorFlow that is already on this machine: `$TEAMNET_TENSORFLOW`, else the one downloaded earlier, else an
 * installed Python TensorFlow 2.16 to 2.21 (that one first where there is an NVIDIA GPU: the downloaded one has no
 * CUDA); undefined when there is none.
 *
 * @throws TensorFlowFolderError when `$TEAMNET_TENSORFLOW` cannot be used
 */
export async function findTensorFlow(): Promise<TensorFlow | undefined> {
  const named = process.env.TEAMNET_TENSORFLOW;
  if (named) {
    const folder = checkTensorFlowFolder(resolve(named));
    const version = headerVersion(folder);
    if (version && !isSupported(version)) throw new TensorFlowFolderError(named, `it is version ${version}`);
    return { folder, source: 'environment', version };
  }
  const cached = findDownloaded();
  if (cached && gpuName() === undefined) return cached;
  return (await findInstalled()) ?? cached;
}

function findDownloaded(): TensorFlow | undefined {
  const folder = downloadedFolder();
  if (!existsSync(join(folder, libraries[0]))) return undefined;
  return { folder, source: 'cache', version: tensorflowRelease.version };
}

async function findInstalled(): Promise<TensorFlow | undefined> {
  const python = await findPython();
  const installed = python && (await pythonTensorFlow(python.command));
  if (!installed || !isSupported(installed.version)) return undefined;
  try {
    return {
      folder: checkTensorFlowFolder(installed.folder),
      source: 'python',
      version: installed.version,
    };
  } catch (error) {
    // Nobody asked for this one (it may be a build without the C++ library): the next source is tried.
    if (error instanceof TensorFlowFolderError) return undefined;
    throw error;
  }
}

/** 2.16 is the first whose wheels carry `libtensorflow_cc.so.2` as tried; later ones than 2.21 are not tried. */
function isSupported(version: string): boolean {
  const [major, minor] = version.split('.').map(Number);
  return major === 2 && minor! >= 16 && minor! <= 21;
}
