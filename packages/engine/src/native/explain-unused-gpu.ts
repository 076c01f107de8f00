import { listGpus, visibleGpus } from '../device/gpus.js';
import { hasCuda } from './has-cuda.js';

/** The oldest driver that runs programs of CUDA 12 (https://docs.nvidia.com/deploy/cuda-compatibility/). */
const oldestDriver = 525;

/**
 * Why TensorFlow computes on the processor though there is an NVIDIA GPU, and what mends it; undefined where there is none.
 * @param tensorflowFolder the TensorFlow that is loaded; undefined where it is not known
 */
export function explainUnusedGpu(
  tensorflowFolder: string | undefined,
): { what: string; remedy: string } | undefined {
  const gpu = visibleGpus()[0] ?? listGpus()[0];
  if (gpu === undefined) return undefined;
  const { name, driver } = gpu;
  const what = (why: string) => `The ${name} is not used: ${why}.`;
  if (visibleGpus().length === 0)
    return {
      what: what(`CUDA_VISIBLE_DEVICES is "${process.env.CUDA_VISIBLE_DEVICES}"`),
      remedy: 'Unset CUDA_VISIBLE_DEVICES to use it.',
    };
  if (tensorflowFolder === undefined || !hasCuda(tensorflowFolder))
    return {
      what: what('this TensorFlow has no CUDA'),
      remedy: process.env.TEAMNET_TENSORFLOW
        ? 'Unset TEAMNET_TENSORFLOW, or install `tensorflow[and-cuda]` there; then run `teamnet doctor --set-up`.'
        : 'Run `teamnet doctor --set-up`, which downloads one that has (3.4 GB).',
    };
  if (Number.parseInt(driver, 10) < oldestDriver)
    return {
      what: what(`its driver ${driver} is older than ${oldestDriver}, which CUDA 12 needs`),
      remedy: `Install NVIDIA's driver ${oldestDriver} or newer.`,
    };
  return {
    what: what('TensorFlow finds no CUDA device'),
    remedy: 'Run the same command with TF_CPP_MIN_LOG_LEVEL=0, which shows what TensorFlow says about it.',
  };
}
