import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './cache-folder.js';
import { tfjsNode } from './tfjs-node.js';

/** The version of Node's C interface that bindings are built for; Node 12.17 and newer have it. */
export const napiVersion = 8;

/**
 * Where this user's built bindings are kept, for one version of tfjs-node: a folder for each TensorFlow, and the link
 * `current` to the one that was set up last.
 */
export function bindingsFolder(): string {
  const key = `tfjs-node-${tfjsNode.version}-napi-v${napiVersion}-${process.platform}-${process.arch}`;
  return join(cacheFolder(), 'binding', key);
}

/** The binding's folder for one TensorFlow, named after the place where that lies. */
export function bindingFolder(tensorflowFolder: string): string {
  const hash = createHash('sha256').update(realpathSync(tensorflowFolder)).digest('hex');
  return join(bindingsFolder(), hash.slice(0, 12));
}
