import { join } from 'node:path';
import { cacheFolder } from './cache-folder.js';
import { tfjsNode } from './tfjs-node.js';

/** The version of Node's C interface that the binding is built for; Node 12.17 and newer have it. */
export const napiVersion = 8;

/** Where the built binding is kept, once per user, tfjs-node version and C interface. */
export function bindingFolder(): string {
  const key = `tfjs-node-${tfjsNode.version}-napi-v${napiVersion}-${process.platform}-${process.arch}`;
  return join(cacheFolder(), 'binding', key);
}
