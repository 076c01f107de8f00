import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Whether a TensorFlow has the CUDA libraries beside it that its own library looks for: `nvidia/…` beside its folder, as
 * pip installs `tensorflow[and-cuda]`.
 */
export function hasCuda(tensorflowFolder: string): boolean {
  return existsSync(join(realpathSync(tensorflowFolder), '..', 'nvidia', 'cuda_runtime', 'lib'));
}
