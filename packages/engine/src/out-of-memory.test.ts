import { expect, test } from 'vitest';
import { OutOfMemoryError } from './errors.js';
import { findBinding } from './native/find-binding.js';
import { openEngine } from './open-engine.js';
import { explainOutOfMemory } from './out-of-memory.js';
import { WasmMemoryError } from './wasm/errors.js';

const step = { device: 'gpu (Tesla T4)', batchSize: 32 };

test.each([
  // As tfjs-node 4.22 passes on what TensorFlow's BFC allocator says.
  'Invalid TF_Status: 8\nMessage: OOM when allocating tensor with shape[32,128,96,96] and type float on /job:localhost/replica:0/task:0/device:GPU:0 by allocator GPU_0_bfc',
  'Session fail to run with error: 2 root error(s) found. (0) RESOURCE_EXHAUSTED: failed to allocate memory',
  'CUDA_ERROR_OUT_OF_MEMORY: out of memory',
  'std::bad_alloc',
  'Array buffer allocation failed',
])('%s is told with half the batch size', (message) => {
  const error = explainOutOfMemory(new Error(message), step) as OutOfMemoryError;
  expect(error).toBeInstanceOf(OutOfMemoryError);
  expect(error.message).toBe('The memory of the device (gpu (Tesla T4)) is full at a batch size of 32.');
  expect(error.remedy).toContain('Set training.batchSize in homework.json to 16');
  expect(error.remedy).toContain('nvidia-smi');
  expect((error.cause as Error).message).toBe(message);
});

test('at a batch size of 1 a smaller image is what is left', () => {
  const error = explainOutOfMemory(new Error('std::bad_alloc'), { device: 'cpu', batchSize: 1 });
  expect((error as OutOfMemoryError).remedy).toBe('Choose a smaller training.imageSize in homework.json.');
});

test("the WASM engine's own error is understood, and another error stays as it is", () => {
  expect(explainOutOfMemory(new WasmMemoryError(1), step)).toBeInstanceOf(OutOfMemoryError);
  const other = new Error('Invalid TF_Status: 3\nMessage: Incompatible shapes');
  expect(explainOutOfMemory(other, step)).toBe(other);
});

test.skipIf(!findBinding())(
  'TensorFlow itself says it so, where a tensor of 2 TB is asked for (where it is set up)',
  async () => {
    const { tf, device } = await openEngine({ engine: 'native' });
    let thrown: unknown;
    try {
      tf.tidy(() => tf.matMul(tf.zeros([700_000, 1]), tf.zeros([1, 700_000])));
    } catch (error) {
      thrown = explainOutOfMemory(error, { device, batchSize: 32 });
    }
    expect(thrown).toBeInstanceOf(OutOfMemoryError);
  },
);
