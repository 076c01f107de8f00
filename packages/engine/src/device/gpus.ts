import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

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

/**
 * Every NVIDIA GPU of this machine, by `nvidia-smi`, or where that is not there (in some containers) by what the driver
 * shows in `/proc`; empty where there is none. Asked once a process.
 */
export function listGpus(): Gpu[] {
  const path = process.env.PATH;
  if (asked?.path !== path) asked = { path, gpus: askDriver() ?? readDriver() };
  return asked!.gpus;
}

function askDriver(): Gpu[] | undefined {
  const query = ['--query-gpu=index,uuid,name,driver_version', '--format=csv,noheader'];
  const { status, stdout } = spawnSync('nvidia-smi', query, { encoding: 'utf8', timeout: 20_000 });
  if (status !== 0) return undefined;
  return stdout.split('\n').flatMap((line) => {
    const [index, uuid, name, driver] = line.split(',').map((cell) => cell.trim());
    return uuid && name && driver ? [{ index: Number(index), uuid, name, driver }] : [];
  });
}

/** The GPUs of a driver's folder in `/proc`: one folder each, named by its place on the bus. */
export function readDriver(folder = '/proc/driver/nvidia'): Gpu[] {
  if (!existsSync(join(folder, 'version')) || !existsSync(join(folder, 'gpus'))) return [];
  const driver = /\s(\d+\.[\d.]+)\s/.exec(readFileSync(join(folder, 'version'), 'utf8'))?.[1] ?? 'unknown';
  const places = readdirSync(join(folder, 'gpus')).sort();
  return places.flatMap((place, index) => {
    const text = readFileSync(join(folder, 'gpus', place, 'information'), 'utf8');
    const value = (name: string) => new RegExp(`^${name}:\\s*(.+)$`, 'm').exec(text)?.[1]?.trim();
    const [uuid, name] = [value('GPU UUID'), value('Model')];
    return uuid && name ? [{ index, uuid, name, driver }] : [];
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
