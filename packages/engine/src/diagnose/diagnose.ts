import { availableParallelism, cpus, freemem, homedir, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { listGpus } from '../device/gpus.js';
import { cacheFolder } from '../native/cache-folder.js';
import { explainUnusedGpu } from '../native/explain-unused-gpu.js';
import { loadedTensorFlow } from '../native/find-binding.js';
import { findCompiler } from '../native/find-compiler.js';
import { hasFusedKernels } from '../native/fused-kernels.js';
import { findPython, pipVersion } from '../native/python.js';
import { openEngine } from '../open-engine.js';
import { cpuInstructions } from './cpu-instructions.js';
import { diagnoseFolder } from './diagnose-folder.js';
import { diagnoseOtherEngines } from './diagnose-other-engines.js';
import type { Diagnosis } from './diagnosis.js';
import { findProblems } from './find-problems.js';

/** The oldest Node that Teamnet is tested on. */
export const oldestNode = 20;

/**
 * Looks at everything that decides whether and how fast training runs on this machine: the engine (which is opened),
 * processor, memory, folders and the tools of the set-up. Changes and downloads nothing.
 *
 * @throws TensorFlowFolderError, EnvironmentError when an environment variable is set to what cannot be used
 */
export async function diagnose(): Promise<Diagnosis> {
  const { tf: _, ...engine } = await openEngine();
  const [otherEngines, folders, python, compiler] = await Promise.all([
    diagnoseOtherEngines(engine.name),
    diagnoseFolders(),
    diagnosePython(),
    findCompiler(),
  ]);
  const gpu = listGpus()[0]?.name;
  const unusedGpu =
    engine.name === 'native' && engine.device === 'cpu' ? explainUnusedGpu(loadedTensorFlow()) : undefined;
  const found: Omit<Diagnosis, 'problems'> = {
    engine: {
      ...engine,
      mode: engine.name === 'native' ? 'compiled' : 'eager',
      ...(engine.name === 'native' && engine.device === 'cpu' ? { fusedKernels: hasFusedKernels() } : {}),
    },
    otherEngines,
    node: {
      version: process.versions.node,
      supported: Number(process.versions.node.split('.')[0]) >= oldestNode,
    },
    system: {
      platform: process.platform,
      arch: process.arch,
      cpu: cpus()[0]?.model.trim() ?? 'unknown',
      cores: availableParallelism(),
      instructions: cpuInstructions(),
      ...(gpu === undefined ? {} : { gpu }),
    },
    ...(unusedGpu ? { unusedGpu } : {}),
    memory: { totalBytes: totalmem(), freeBytes: freemem() },
    folders,
    ...(python ? { python } : {}),
    ...(compiler ? { compiler } : {}),
  };
  return { ...found, problems: findProblems(found) };
}

async function diagnoseFolders(): Promise<Diagnosis['folders']> {
  const { TFDS_DATA_DIR, TEAMNET_MANUAL_DIR } = process.env;
  const data = TFDS_DATA_DIR ? resolve(TFDS_DATA_DIR) : join(homedir(), 'tensorflow_datasets');
  return Promise.all([
    diagnoseFolder('data', data),
    ...(TEAMNET_MANUAL_DIR ? [diagnoseFolder('manual data', resolve(TEAMNET_MANUAL_DIR))] : []),
    diagnoseFolder('cache', cacheFolder(), { measure: true }),
  ]);
}

async function diagnosePython(): Promise<Diagnosis['python']> {
  const python = await findPython();
  if (!python) return undefined;
  const pip = await pipVersion(python.command);
  return pip === undefined ? python : { ...python, pip };
}
