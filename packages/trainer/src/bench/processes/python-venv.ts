import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '@teamnet/engine';

/**
 * A Python virtual environment with exactly these packages, made once and kept in the cache folder.
 *
 * @param name of the environment, e.g. `keras-3.15.1`
 * @returns its python
 * @throws the error of python3 or pip, with their last lines
 */
export function pythonVenv(name: string, packages: readonly string[]): string {
  const folder = join(cacheFolder(), 'bench', name);
  const python = join(folder, 'bin', 'python');
  const finished = join(folder, 'finished');
  if (existsSync(finished)) return python;
  console.log(`Making the Python environment ${name} (${packages.join(' ')}) in ${folder} …`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, '..'), { recursive: true });
  execFileSync('python3', ['-m', 'venv', folder], { stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync(python, ['-m', 'pip', 'install', '--quiet', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  writeFileSync(`${finished}.draft`, `${packages.join('\n')}\n`);
  renameSync(`${finished}.draft`, finished);
  return python;
}
