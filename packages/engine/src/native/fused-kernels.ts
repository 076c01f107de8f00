import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { napiVersion } from './binding-folder.js';
import { cpuFlags } from './cpu-flags.js';
import { runCommand } from './run-command.js';
import { libraries } from './tensorflow-folder.js';

const require = createRequire(import.meta.url);
const sources = fileURLToPath(new URL('../../native/kernels/', import.meta.url));
const flags = ['-shared', '-fPIC', '-O3', '-march=native', '-std=c++17', `-DNAPI_VERSION=${napiVersion}`];

let loaded = false;

/**
 * Whether TensorFlow knows the fused kernels of `native/kernels`, so that compiled steps may use them.
 * `$TEAMNET_FUSED_KERNELS=0` leaves them out, to compare.
 */
export function hasFusedKernels(): boolean {
  return loaded && process.env.TEAMNET_FUSED_KERNELS !== '0';
}

/** Where the kernels lie beside a binding: compiled for this processor, of these sources. */
export function fusedKernelsFile(binding: string): string {
  const hash = createHash('sha256').update(`${cpus()[0]?.model}\n${cpuFlags()}\n${flags.join(' ')}\n`);
  for (const file of sourceFiles()) hash.update(readFileSync(file));
  return join(dirname(binding), `kernels-${hash.digest('hex').slice(0, 12)}.node`);
}

/** Whether a binding that setUpNative built has them; one that came from elsewhere never does, and is left alone. */
export function hasKernelsBeside(binding: string): boolean {
  return !existsSync(join(dirname(binding), 'tensorflow')) || existsSync(fusedKernelsFile(binding));
}

/**
 * Compiles the kernels for this processor (10 seconds) unless they are there.
 *
 * @param binding as buildBinding made it, with the link `tensorflow` beside
 * @returns undefined, or why they could not be compiled; TensorFlow's own kernels do the same more slowly
 */
export async function buildFusedKernels(
  binding: string,
  compiler: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const file = fusedKernelsFile(binding);
  if (existsSync(file)) return undefined;
  const tensorflow = join(dirname(binding), 'tensorflow');
  const draft = `${file}.${process.pid}.tmp`;
  const { include_dir: nodeHeaders } = require('node-api-headers') as { include_dir: string };
  const finished = await runCommand(
    compiler,
    [
      ...[...flags, '-DBUILDING_NODE_EXTENSION', `-I${nodeHeaders}`, `-I${join(tensorflow, 'include')}`],
      ...sourceFiles().filter((name) => name.endsWith('.cc')),
      ...[`-L${tensorflow}`, ...libraries.map((library) => `-l:${library}`)],
      ...['-Wl,-rpath,$ORIGIN/tensorflow', '-pthread', '-o', draft],
    ],
    { signal },
  );
  if (finished.status !== 0) {
    rmSync(draft, { force: true });
    writeFileSync(`${file}.log`, `$ ${compiler} …\n${finished.stderr}`);
    return `The fused kernels do not compile, so training is slower (${file}.log shows why).`;
  }
  renameSync(draft, file);
  return undefined;
}

/**
 * Makes the kernels that lie beside a binding known to the TensorFlow that it has loaded. They run on the CPU; there is
 * nothing to load for another processor or where they were not compiled.
 */
export function loadFusedKernels(binding: string): void {
  const file = fusedKernelsFile(binding);
  if (loaded || !existsSync(file)) return;
  require(file);
  loaded = true;
}

function sourceFiles(): string[] {
  return readdirSync(sources)
    .filter((name) => /\.(cc|h)$/.test(name))
    .sort()
    .map((name) => join(sources, name));
}
