import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import type { TFJSBinding } from '@tensorflow/tfjs-node-gpu/dist/tfjs_binding.js';
import { mendUtil } from './mend-util.js';

const require = createRequire(import.meta.url);

/** The tfjs-node package: JavaScript kernels over a C++ binding that comes apart from it. */
export const tfjsNode = {
  /** The package's folder; it throws Node's MODULE_NOT_FOUND where `npm install` has not run. */
  get folder(): string {
    return dirname(require.resolve('@tensorflow/tfjs-node-gpu/package.json'));
  },
  get version(): string {
    return (require('@tensorflow/tfjs-node-gpu/package.json') as { version: string }).version;
  },
};

/** Loads a built binding with the TensorFlow that it is linked to. Throws the loader's error. */
export function loadBinding(file: string): TFJSBinding {
  return require(file) as TFJSBinding;
}

/**
 * Makes the backend over a binding and registers its kernels, without the package's main file: that one looks for the
 * binding in its own folder only, and reads this program's command line as if it were node-pre-gyp's.
 */
export function makeBackend(binding: TFJSBinding): NodeJSKernelBackend {
  mendUtil();
  require('@tensorflow/tfjs-node-gpu/dist/register_all_kernels');
  const { NodeJSKernelBackend } =
    require('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend') as typeof import('@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js');
  return new NodeJSKernelBackend(binding, '@tensorflow/tfjs-node-gpu');
}
