import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { dataFolders } from '../data-options.js';

const PACKAGES = ['tensorflow-datasets==4.9.10', 'tensorflow-cpu==2.21.0'];

/** What tfds_reference.py is asked to do, and its answer; see there. */
export type TfdsTask =
  | { task: 'prepare'; name: string; dataDir: string; base: string; archives: readonly object[] }
  | { task: 'read'; name: string; dataDir: string; pixels?: boolean }
  | { task: 'read'; folder: string; splits?: string[] };

/** What TFDS read. */
export interface TfdsReading {
  info: Record<string, unknown> & { splits: { name: string; numBytes: number; files: string[] }[] };
  /** By split: tfds_id, label, sha256 of the image bytes, and of the pixels where they were asked for. */
  records: Record<string, [key: string, label: number, sha256: string, pixels?: string][]>;
  error?: string;
}

/**
 * Runs tfds_reference.py, with the real TFDS from a virtual environment that is made once and kept in the cache folder.
 * @param folder for the two files of the talk
 */
export async function askTfds(folder: string, tasks: readonly TfdsTask[]): Promise<TfdsReading[]> {
  const [asked, answered] = [join(folder, 'tasks.json'), join(folder, 'answers.json')];
  writeFileSync(asked, JSON.stringify(tasks));
  const script = join(import.meta.dirname, 'tfds_reference.py');
  const own = { CUDA_VISIBLE_DEVICES: '', NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
  await promisify(execFile)(pythonWithTfds(), [script, asked, answered], {
    env: { ...process.env, ...own },
    maxBuffer: 1 << 26,
  });
  return JSON.parse(readFileSync(answered, 'utf8')) as TfdsReading[];
}

function pythonWithTfds(): string {
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
