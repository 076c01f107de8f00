import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * sha256 of a team's own network file, which decides a result beyond its architecture (initializers, dropout); null
 * for a network of core-blocks.
 */
export function hashModelSource(modelName: string, appFolder: string): string | null {
  if (!/^\.\.?\//.test(modelName)) return null;
  return createHash('sha256')
    .update(readFileSync(resolve(appFolder, modelName)))
    .digest('hex');
}
