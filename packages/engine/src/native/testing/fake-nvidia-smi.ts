import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Gpu } from '../../device/gpus.js';

/** Writes an `nvidia-smi` into a folder that lists these GPUs; undefined = whose driver does not answer. */
export function writeFakeGpus(folder: string, gpus: readonly Gpu[] | undefined): void {
  const lines = gpus?.map(({ index, uuid, name, driver }) => `echo '${index}, ${uuid}, ${name}, ${driver}'`);
  const failure = [
    "echo 'NVIDIA-SMI has failed because it could not communicate with the NVIDIA driver.'",
    'exit 9',
  ];
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'nvidia-smi'), `#!/bin/sh\n${(lines ?? failure).join('\n')}\n`, { mode: 0o755 });
}
