import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bindingFolder } from './binding-folder.js';
import { tfjsNode } from './tfjs-node.js';

/**
 * The C++ binding that is already there: the one in the tfjs-node package's folder (built by hand or by tfjs-node's own
 * installer), else the one that `setUpNative` built for this user; undefined when there is none.
 */
export function findBinding(): string | undefined {
  const places = [
    join(tfjsNode.folder, 'lib', 'napi-v8', 'tfjs_binding.node'),
    join(bindingFolder(), 'tfjs_binding.node'),
  ];
  return places.find((file) => existsSync(file));
}
