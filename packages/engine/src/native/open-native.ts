import type * as Tfjs from '@tensorflow/tfjs';
import type { NodeJSKernelBackend } from '@tensorflow/tfjs-node-gpu/dist/nodejs_kernel_backend.js';
import { NativeUnavailableError } from '../errors.js';
import { registerReluGradient } from '../fused/relu-gradient.js';
import { explainUnusedGpu } from './explain-unused-gpu.js';
import { findBinding, loadedTensorFlow } from './find-binding.js';
import { loadFusedKernels } from './fused-kernels.js';
import { gpuName } from './gpu-name.js';
import { hasAvx } from './has-avx.js';
import { loadQuietly } from './load-quietly.js';
import { mendProjectionFilterGradient } from './projection-filter-gradient.js';
import { setTensorFlowEnvironment } from './tensorflow-environment.js';
import { loadBinding, makeBackend } from './tfjs-node.js';
import { threadCount } from './thread-count.js';
import { registerTransformKernel } from './transform-kernel.js';

/** Native TensorFlow under the tfjs API. */
export interface NativeEngine {
  /** The tfjs API, its backend set to `tensorflow`. */
  tf: typeof Tfjs;
  /** Version of TensorFlow. */
  version: string;
  /** `cpu` or `gpu (NVIDIA …)`. */
  device: string;
  threads: number;
  /** One line: why it is not the NVIDIA GPU that is there. */
  fallback?: string;
}

/**
 * Loads the binding that is already there with its TensorFlow, and makes it the backend of tfjs.
 * Downloads and builds nothing (setUpNative does).
 *
 * @throws NativeUnavailableError where there is no binding or it does not load
 */
export async function openNative(): Promise<NativeEngine> {
  const threads = threadCount();
  const tf = await import('@tensorflow/tfjs');
  if (tf.findBackend('tensorflow') === null) {
    const binding = findBinding();
    if (binding === undefined) throw new NativeUnavailableError('it has not been set up');
    if (!hasAvx()) throw new NativeUnavailableError('the processor has no AVX, which TensorFlow needs');
    setTensorFlowEnvironment(threads);
    try {
      const backend = makeBackend(loadQuietly(binding, () => loadBinding(binding)));
      loadFusedKernels(binding);
      tf.registerBackend('tensorflow', () => backend, 3);
      registerTransformKernel();
      mendProjectionFilterGradient();
      registerReluGradient();
    } catch (cause) {
      throw new NativeUnavailableError(`${binding} does not load (${firstLine(cause)})`, cause);
    }
  }
  await tf.setBackend('tensorflow');
  const { binding } = tf.backend() as NodeJSKernelBackend;
  const version = binding.TF_Version;
  if (binding.isUsingGpuDevice())
    return { tf, version, device: `gpu (${gpuName() ?? 'name unknown'})`, threads };
  const unused = explainUnusedGpu(loadedTensorFlow());
  const fallback = unused && `${unused.what} ${unused.remedy}`;
  return { tf, version, device: 'cpu', threads, ...(fallback === undefined ? {} : { fallback }) };
}

function firstLine(cause: unknown): string {
  return (cause instanceof Error ? cause.message : String(cause)).split('\n')[0]!;
}
