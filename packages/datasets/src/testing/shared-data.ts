import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** `shared/data` beside the checkout, where the real files for tests lie; undefined where there is none. */
export const sharedData: string | undefined = find(import.meta.dirname);

function find(folder: string): string | undefined {
  const data = join(folder, 'shared', 'data');
  if (existsSync(join(data, 'tfds_order'))) return data;
  return dirname(folder) === folder ? undefined : find(dirname(folder));
}
