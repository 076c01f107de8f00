import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { bindingFolder, bindingsFolder } from './binding-folder.js';
import { checkTensorFlowFolder, libraries } from './tensorflow-folder.js';
import { tfjsNode } from './tfjs-node.js';

export const bindingFile = 'tfjs_binding.node';

/**
 * The C++ binding that is already there, with the TensorFlow that it is linked to; undefined when there is none:
 * the one that `setUpNative` built for `$TEAMNET_TENSORFLOW` where that is set; else one in the tfjs-node package's folder
 * (made by tfjs-node's own installer or by hand); else the one that `setUpNative` built last.
 *
 * @throws TensorFlowFolderError when `$TEAMNET_TENSORFLOW` cannot be used
 */
export function findBinding(): string | undefined {
  const named = process.env.TEAMNET_TENSORFLOW;
  if (named) return builtIn(bindingFolder(checkTensorFlowFolder(resolve(named))));
  const packaged = join(tfjsNode.folder, 'lib', 'napi-v8', bindingFile);
  return existsSync(packaged) ? packaged : builtIn(join(bindingsFolder(), 'current'));
}

/** The binding in a folder of `buildBinding`, if it is there and the TensorFlow that it links to has not gone. */
export function builtIn(folder: string): string | undefined {
  const needed = [bindingFile, ...libraries.map((library) => join('tensorflow', library))];
  return needed.every((name) => existsSync(join(folder, name))) ? join(folder, bindingFile) : undefined;
}

/** The TensorFlow that `findBinding`'s binding is linked to; undefined where there is none or it was not built here. */
export function loadedTensorFlow(): string | undefined {
  const binding = findBinding();
  const folder = binding && join(dirname(binding), 'tensorflow');
  return folder && existsSync(folder) ? folder : undefined;
}
