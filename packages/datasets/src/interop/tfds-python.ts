import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { dataFolders } from '../data-options.js';

const PACKAGES = ['tensorflow-datasets==4.9.10', 'tensorflow-cpu==2.21.0'];

/** TFDS talks to no graphics card and asks no proxy for what is served here. */
export const TFDS_ENVIRONMENT = {
  CUDA_VISIBLE_DEVICES: '',
  TF_CPP_MIN_LOG_LEVEL: '3',
  NO_PROXY: '127.0.0.1',
  no_proxy: '127.0.0.1',
} as const;

/**
 * The python of a virtual environment with the real TFDS, made once and kept in the cache folder.
 * @throws the error of python3 or pip, with their last lines
 */
export function pythonWithTfds(): string {
  const folder = join(dataFolders({}).cacheDir, 'bench', 'tfds-4.9.10');
  const python = join(folder, 'bin', 'python');
  const finished = join(folder, 'finished');
  if (existsSync(finished)) return python;
  console.log(`Making a Python environment with ${PACKAGES.join(' and ')} in ${folder} …`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  const stdio: ['ignore', 'ignore', 'inherit'] = ['ignore', 'ignore', 'inherit'];
  execFileSync('python3', ['-m', 'venv', folder], { stdio });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...PACKAGES], { stdio });
  writeFileSync(`${finished}.draft`, `${PACKAGES.join('\n')}\n`);
  renameSync(`${finished}.draft`, finished);
  return python;
}
