import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { NativeUnavailableError } from '../errors.js';
import { gpuName } from './gpu-name.js';
import { runCommand } from './run-command.js';
import { tfjsNode } from './tfjs-node.js';

/**
 * For macOS, Windows and Linux on ARM: tfjs-node's own installer, which downloads an older TensorFlow and a built binding
 * into its package's folder (https://github.com/tensorflow/tfjs/tree/master/tfjs-node). Written from its documentation
 * and not tried on these machines.
 *
 * @returns the binding
 * @throws NativeUnavailableError when it does not get through
 */
export async function runTfjsInstaller(signal?: AbortSignal): Promise<string> {
  const { folder } = tfjsNode;
  const device = gpuName() && process.platform !== 'darwin' ? 'gpu' : 'cpu';
  const programs = join(dirname(dirname(folder)), '.bin');
  const { stderr } = await runCommand(process.execPath, ['scripts/install.js', device, 'download'], {
    cwd: folder,
    env: { ...process.env, PATH: `${programs}${delimiter}${process.env.PATH ?? ''}` },
    signal,
  });
  const binding = join(folder, 'lib', 'napi-v8', 'tfjs_binding.node');
  if (existsSync(binding)) return binding;
  const why = stderr.split('\n').find((line) => /error/i.test(line)) ?? 'it left no binding';
  throw new NativeUnavailableError(
    `on ${process.platform} ${process.arch} tfjs-node's own installer is used, and it failed: ${why.trim()}`,
  );
}
