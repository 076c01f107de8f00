import { execFile } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { pythonWithTfds, TFDS_ENVIRONMENT } from './tfds-python.js';

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
  // Beside this file, which may also run as it was built.
  const script = join(import.meta.dirname, '..', '..', 'src', 'interop', 'tfds_reference.py');
  await promisify(execFile)(pythonWithTfds(), [script, asked, answered], {
    env: { ...process.env, ...TFDS_ENVIRONMENT },
    maxBuffer: 1 << 26,
  });
  return JSON.parse(readFileSync(answered, 'utf8')) as TfdsReading[];
}
