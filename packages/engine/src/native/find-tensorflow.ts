import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { visibleGpus } from '../device/gpus.js';
import { TensorFlowFolderError } from '../errors.js';
import { cacheFolder } from './cache-folder.js';
import { hasCuda } from './has-cuda.js';
import { findPython, pythonTensorFlow } from './python.js';
import { checkTensorFlowFolder, headerVersion, libraries } from './tensorflow-folder.js';
import { tensorflowReleases } from './tensorflow-release.js';

export interface TensorFlow {
  /** Holds `libtensorflow_cc.so.2`, `libtensorflow_framework.so.2` and `include/`. */
  folder: string;
  source: 'environment' | 'cache' | 'python' | 'download';
  /** Undefined where the headers do not say. */
  version?: string | undefined;
}

/** For which device a TensorFlow is wanted: with CUDA where there is an NVIDIA GPU that this process may use. */
export function wantedVariant(): 'cpu' | 'gpu' {
  return visibleGpus().length > 0 ? 'gpu' : 'cpu';
}

/** Where the TensorFlow that is downloaded goes, and where in it TensorFlow's own folder is. */
export function downloadedFolder(variant: 'cpu' | 'gpu'): { folder: string; tensorflow: string } {
  const folder = join(cacheFolder(), 'tensorflow', `${tensorflowReleases[variant].version}-${variant}`);
  return { folder, tensorflow: variant === 'gpu' ? join(folder, 'tensorflow') : folder };
}

/**
 * The TensorFlow that is already on this machine: `$TEAMNET_TENSORFLOW`, else the one downloaded earlier, else an
 * installed Python TensorFlow 2.16 to 2.21; undefined when there is none.
 *
 * @param variant `gpu`: only one that has CUDA, apart from `$TEAMNET_TENSORFLOW`, which is always taken
 * @throws TensorFlowFolderError when `$TEAMNET_TENSORFLOW` cannot be used
 */
export async function findTensorFlow(variant = wantedVariant()): Promise<TensorFlow | undefined> {
  const named = process.env.TEAMNET_TENSORFLOW;
  if (named) {
    const folder = checkTensorFlowFolder(resolve(named));
    const version = headerVersion(folder);
    if (version && !isSupported(version)) throw new TensorFlowFolderError(named, `it is version ${version}`);
    return { folder, source: 'environment', version };
  }
  const downloaded = findDownloaded(variant);
  if (downloaded) return downloaded;
  const installed = await findInstalled();
  return installed && (variant === 'cpu' || hasCuda(installed.folder)) ? installed : undefined;
}

function findDownloaded(variant: 'cpu' | 'gpu'): TensorFlow | undefined {
  const folder = downloadedFolder(variant).tensorflow;
  if (!existsSync(join(folder, libraries[0]))) return undefined;
  return { folder, source: 'cache', version: tensorflowReleases[variant].version };
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
