import { setImmediate as turn } from 'node:timers/promises';
import { promisify } from 'node:util';
import * as tf from '@tensorflow/tfjs';
import { afterAll, describe, expect, it } from 'vitest';
import { openEngine } from '../open-engine.js';
import { findDawn } from './dawn.js';
import { WebGpuDeviceError, WebGpuUnavailableError } from './errors.js';
import { type Adapter, findAdapter } from './find-adapter.js';
import { openWebGpu } from './open-webgpu.js';
import { probeAdapter } from './probe-adapter.js';
import { findSoftwareAdapter } from './software-adapter.js';

const adapter: Adapter | string = await findAdapter({ allowSoftware: true }).catch(
  (error: WebGpuUnavailableError) => error.why,
);
const skipped = typeof adapter === 'string' ? adapter : undefined;
if (skipped !== undefined) console.warn(`WebGPU is not tested: ${skipped}.`);

describe.skipIf(skipped !== undefined)('The WebGPU engine', () => {
  afterAll(async () => {
    await tf.setBackend('cpu');
  });

  it('opens when it is asked for, and says on what it computes', async () => {
    const { tf: _, ...engine } = await openEngine({ engine: 'webgpu' });
    const { name, software } = adapter as Adapter;
    expect(engine).toEqual({
      name: 'webgpu',
      version: '4.22.0',
      device: `${software ? 'cpu' : 'gpu'} (${name})`,
      threads: 1,
    });
    expect(tf.getBackend()).toBe('webgpu');
    expect((globalThis as { navigator?: { gpu?: unknown } }).navigator?.gpu).toBeUndefined();
  });

  it('is not chosen by itself where it computes on the processor', async () => {
    if (!(adapter as Adapter).software) return;
    await expect(openWebGpu({ allowSoftware: false })).rejects.toBeInstanceOf(WebGpuUnavailableError);
  });

  it('reads large and small results at once, also after the event loop had its turn', async () => {
    await openEngine({ engine: 'webgpu' });
    for (const side of [40, 3, 100]) {
      const product = tf.tidy(() => tf.matMul(tf.fill([side, side], 2), tf.ones([side, side])));
      const values = product.dataSync();
      expect(values.length).toBe(side * side);
      expect(new Set(values)).toEqual(new Set([2 * side]));
      product.dispose();
      await turn();
      await promisify(setImmediate)();
    }
    const bools = tf.tidy(() => tf.greater(tf.range(0, 2000), 1997));
    expect([...(await bools.data())].lastIndexOf(0)).toBe(1997);
    expect(bools.dtype).toBe('bool');
    bools.dispose();
  });

  it('says what a tensor is too large for, once, and goes on', async () => {
    await openEngine({ engine: 'webgpu' });
    const device = (tf.backend() as unknown as { device: GPUDevice }).device;
    const numbers = device.limits.maxBufferSize / 4 + 1;
    expect(() =>
      tf.tidy(() =>
        tf
          .ones([64])
          .add(tf.fill([numbers], 1).slice(0, 64))
          .dataSync(),
      ),
    ).toThrow(WebGpuDeviceError);
    expect(tf.tidy(() => tf.ones([2000]).sum().dataSync()[0])).toBe(2000);
  });
});

it('without a driver the reason is one line, and nothing is printed', async () => {
  const found = await probeAdapter(findDawn(), { VK_ICD_FILENAMES: '/nowhere', VK_DRIVER_FILES: '/nowhere' });
  if ('name' in found) return;
  expect(found.why).toMatch(/^there is no (GPU|Vulkan)/);
});

it('SwiftShader is looked for where Chromium brings it along', () => {
  expect(findSoftwareAdapter(['/nowhere'])).toBeUndefined();
});
