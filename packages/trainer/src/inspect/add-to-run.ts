import { createHash } from 'node:crypto';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  findProblem,
  type Inspection,
  type Run,
  type RunCredits,
  toJson,
  writeWhole,
} from '@teamnet/records';

const FOLDER = 'inside';

/**
 * Writes pictures of a look inside into a finished run's folder and lists them in its run.json; earlier ones go. The
 * caller holds the run's lock.
 * @param credits of the photos that the run shows from now on; those of before stay when there are none
 * @throws RecordWriteError
 */
export function addToRun(
  run: Run,
  folder: string,
  inspection: Inspection,
  pictures: ReadonlyMap<string, Buffer>,
  credits?: RunCredits | null,
): void {
  for (const [path, content] of pictures) writeWhole(join(folder, path), content);
  const others = run.files.filter(({ path }) => !path.startsWith(`${FOLDER}/`));
  const added = [...pictures].map(([path, content]) => {
    const sha256 = createHash('sha256').update(content).digest('hex');
    return { path, bytes: content.length, sha256 };
  });
  const files = [...others, ...added].sort((a, b) => (a.path < b.path ? -1 : 1));
  const { files: _, inspection: __, ...rest } = run;
  const dataset = credits ? { ...rest.dataset, credits } : rest.dataset;
  const changed: Run = { ...rest, dataset, inspection, files };
  const problem = findProblem('run', changed);
  if (problem) throw new Error(`The look inside made a run.json that its schema refuses: ${problem}`);
  writeWhole(join(folder, 'run.json'), toJson(changed));
  const inside = join(folder, FOLDER);
  for (const name of existsSync(inside) ? readdirSync(inside) : [])
    if (!pictures.has(`${FOLDER}/${name}`)) rmSync(join(inside, name), { recursive: true });
}
