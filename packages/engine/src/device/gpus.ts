import { spawnSync } from 'node:child_process';

/** An NVIDIA GPU as its driver's `nvidia-smi` lists it. */
export interface Gpu {
  /** Its place in the order of the PCI bus. */
  index: number;
  uuid: string;
  /** E.g. `NVIDIA T4`. */
  name: string;
  /** Version of the driver, e.g. `550.54.14`. */
  driver: string;
}

let asked: { path: string | undefined; gpus: Gpu[] } | undefined;

/** Every NVIDIA GPU of this machine; empty where there is no `nvidia-smi` or its driver does not answer. Asked once a process. */
export function listGpus(): Gpu[] {
  const path = process.env.PATH;
  if (asked?.path !== path) asked = { path, gpus: askDriver() };
  return asked!.gpus;
}

function askDriver(): Gpu[] {
  const query = ['--query-gpu=index,uuid,name,driver_version', '--format=csv,noheader'];
  const { status, stdout } = spawnSync('nvidia-smi', query, { encoding: 'utf8', timeout: 20_000 });
  if (status !== 0) return [];
  return stdout.split('\n').flatMap((line) => {
    const [index, uuid, name, driver] = line.split(',').map((cell) => cell.trim());
    return uuid && name && driver ? [{ index: Number(index), uuid, name, driver }] : [];
  });
}

/**
 * The GPUs that this process may use, in the order in which CUDA numbers them: all, or those that
 * `CUDA_VISIBLE_DEVICES` names by index or by the beginning of their UUID, up to the first name that is none, as CUDA
 * reads it (https://docs.nvidia.com/cuda/cuda-c-programming-guide/#cuda-environment-variables). Set to nothing or `-1`
 * it hides all of them.
 *
 * The order is that of the PCI bus, as `nvidia-smi` numbers them; the engine sets `CUDA_DEVICE_ORDER` so.
 */
export function visibleGpus(gpus = listGpus(), visible = process.env.CUDA_VISIBLE_DEVICES): Gpu[] {
  if (visible === undefined) return gpus;
  const chosen: Gpu[] = [];
  for (const name of visible.split(',').map((each) => each.trim())) {
    const gpu = findGpu(gpus, name);
    if (gpu === undefined || chosen.some(({ uuid }) => uuid === gpu.uuid)) break;
    chosen.push(gpu);
  }
  return chosen;
}

function findGpu(gpus: Gpu[], name: string): Gpu | undefined {
  if (/^\d+$/.test(name)) return gpus.find(({ index }) => index === Number(name));
  if (/^GPU-./.test(name)) return gpus.find(({ uuid }) => uuid.startsWith(name));
  // A part of a GPU has a UUID of its own, which does not say of which.
  return name.startsWith('MIG-') && gpus[0] ? { ...gpus[0], uuid: name } : undefined;
}
