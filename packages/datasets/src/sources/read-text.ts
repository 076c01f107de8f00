import { readFileSync, statSync } from 'node:fs';
import { PreparedInvalidError } from '../errors.js';
import { fileProblem } from '../file-problem.js';
import { inMebibytes, MOST_JSON_BYTES } from '../limits.js';

/** A text file beside the shards. @throws PreparedInvalidError: not there, no file, larger than such a file can be */
export function readText(file: string): string {
  try {
    const stats = statSync(file);
    if (!stats.isFile()) throw new Error('it is no file');
    if (stats.size > MOST_JSON_BYTES) throw new Error(`it has ${inMebibytes(stats.size)}`);
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new PreparedInvalidError(file, `cannot be read: ${fileProblem(error)}.`, error);
  }
}

/** A file that holds a JSON object. @throws PreparedInvalidError */
export function readJson<T extends object>(file: string): T {
  const text = readText(file);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PreparedInvalidError(file, `cannot be read: ${(error as Error).message}.`, error);
  }
  if (typeof value !== 'object' || value === null)
    throw new PreparedInvalidError(file, 'it holds no JSON object.');
  return value as T;
}
