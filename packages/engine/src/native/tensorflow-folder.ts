import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { TensorFlowFolderError } from '../errors.js';

export const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'] as const;

const elfMachines: Partial<Record<NodeJS.Architecture, number>> = { x64: 62, arm64: 183 };
const elfNames: Record<number, string> = { 3: '32-bit x86', 40: '32-bit ARM', 62: 'x86-64', 183: 'aarch64' };

/**
 * The folder of a TensorFlow 2 for this machine: `folder` itself or `tensorflow/` in it, as the Python package is laid
 * out (`libtensorflow_cc.so.2`, `libtensorflow_framework.so.2`, `include/`).
 *
 * @throws TensorFlowFolderError: not there, another major version, another processor, no headers
 */
export function checkTensorFlowFolder(folder: string): string {
  if (!existsSync(folder)) throw new TensorFlowFolderError(folder, 'there is no such folder');
  const inside = [folder, join(folder, 'tensorflow')].filter((each) => existsSync(each));
  const found = inside.find((each) => existsSync(join(each, libraries[0])));
  if (found === undefined) {
    const others = inside.flatMap((each) => readdirSync(each)).filter((name) => /^libtensorflow/.test(name));
    const instead = others.length > 0 ? `, but ${others.sort().join(', ')} (another version)` : '';
    throw new TensorFlowFolderError(folder, `it holds no ${libraries[0]}${instead}`);
  }
  for (const library of libraries) checkMachine(folder, join(found, library));
  if (!existsSync(join(found, 'include', 'tensorflow', 'c', 'eager', 'c_api.h'))) {
    throw new TensorFlowFolderError(folder, 'its headers (include/tensorflow/c) are missing');
  }
  return found;
}

/** Version by the headers, `2.21.0`; undefined where only part of them is there. */
export function headerVersion(folder: string): string | undefined {
  for (const name of ['release_version.h', 'version.h']) {
    const file = join(folder, 'include', 'tensorflow', 'core', 'public', name);
    if (!existsSync(file)) continue;
    const text = readFileSync(file, 'utf8');
    const parts = ['MAJOR', 'MINOR', 'PATCH'].map(
      (part) => new RegExp(`define TF_${part}_VERSION (\\d+)`).exec(text)?.[1],
    );
    if (parts.every((part) => part !== undefined)) return parts.join('.');
  }
  return undefined;
}

/** Reads the processor from the ELF header (https://refspecs.linuxfoundation.org/elf/gabi4+/ch4.eheader.html). */
function checkMachine(folder: string, file: string): void {
  if (!existsSync(file)) throw new TensorFlowFolderError(folder, `${file} is missing`);
  const header = Buffer.alloc(20);
  const handle = openSync(file, 'r');
  const bytes = readSync(handle, header);
  closeSync(handle);
  if (bytes < 20 || header.toString('latin1', 0, 4) !== '\x7fELF') {
    throw new TensorFlowFolderError(folder, `${file} is not a Linux library`);
  }
  const machine = header.readUInt16LE(18);
  if (machine !== elfMachines[process.arch]) {
    const name = elfNames[machine] ?? `processor ${machine}`;
    throw new TensorFlowFolderError(folder, `${file} is for ${name}, this machine is ${process.arch}`);
  }
}
