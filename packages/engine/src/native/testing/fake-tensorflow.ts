import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Machine numbers of ELF headers. */
export const thisMachine = process.arch === 'arm64' ? 183 : 62;
export const otherMachine = process.arch === 'arm64' ? 62 : 183;

/** Writes a TensorFlow by its file names and ELF headers only. */
export function writeFakeTensorFlow(
  folder: string,
  options: { machine?: number; major?: number } = {},
): void {
  const { machine = thisMachine, major = 2 } = options;
  const header = Buffer.alloc(64);
  header.write('\x7fELF', 'latin1');
  header.writeUInt16LE(machine, 18);
  const headers = join(folder, 'include', 'tensorflow', 'c', 'eager');
  mkdirSync(headers, { recursive: true });
  writeFileSync(join(headers, 'c_api.h'), '');
  for (const name of ['cc', 'framework']) {
    writeFileSync(join(folder, `libtensorflow_${name}.so.${major}`), header);
  }
}
