import { fileURLToPath } from 'node:url';
import { processEnvironment, setUpNative } from '@teamnet/engine';
import { pythonVenv } from './python-venv.js';
import type { TurnProgram } from './turn-process.js';

export const PEERS = ['keras', 'torch', 'tfjs-node'] as const;
export type Peer = (typeof PEERS)[number];

/** A script of `packages/trainer/peers/` in Keras' environment. @param script e.g. `keras_step.py` */
export function kerasProgram(name: string, script: string, args: readonly string[]): TurnProgram {
  const python = pythonVenv('keras-3.15.1', ['tensorflow-cpu==2.21.0', 'keras==3.15.1']);
  return { name, command: python, args: [peerFile(script), ...args], env: peerEnvironment };
}

/** A script in PyTorch's environment. */
export function torchProgram(name: string, script: string, args: readonly string[]): TurnProgram {
  const python = pythonVenv('torch-2.15.0', ['torch==2.15.0', 'numpy==2.4.6']);
  return { name, command: python, args: [peerFile(script), ...args], env: peerEnvironment };
}

/**
 * A script over stock tfjs-node. Its package looks for its binding in its own folder only, where the engine does not
 * build it: `use-binding.cjs` says where the same binding lies.
 * @throws an Error where native TensorFlow is not set up
 */
export async function tfjsNodeProgram(
  name: string,
  script: string,
  args: readonly string[],
): Promise<TurnProgram> {
  const { binding, reason } = await setUpNative({ onProgress() {} });
  if (binding === undefined) throw new Error(reason);
  return {
    name,
    command: process.execPath,
    args: ['--require', peerFile('use-binding.cjs'), peerFile(script), ...args],
    env: { ...peerEnvironment, TEAMNET_BENCH_BINDING: binding },
  };
}

/** Peers get the number of threads that we have, and the allocator's settings that everybody has. */
const peerEnvironment = {
  ...processEnvironment(),
  TF_CPP_MIN_LOG_LEVEL: '3',
  GLIBC_TUNABLES: undefined,
};

function peerFile(script: string): string {
  return fileURLToPath(new URL(`../../../peers/${script}`, import.meta.url));
}
