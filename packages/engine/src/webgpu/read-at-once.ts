import * as tf from '@tensorflow/tfjs';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu';
import { WebGpuDeviceError } from './errors.js';
import { mapAtOnce } from './map-at-once.js';

type Values = tf.backend_util.BackendValues;

/** What the backend keeps of a tensor. Private in its types. */
interface TensorData {
  values: Values | null;
  dtype: tf.DataType;
  resource?: GPUBuffer;
}

/** The parts of the backend that its types leave out. */
interface Internals {
  tensorMap: { get(dataId: object): TensorData };
  commandEncoder: GPUCommandEncoder;
  ensureCommandEncoderReady(): void;
  endComputePassEncoder(): void;
}

/**
 * Gives the WebGPU backend a `readSync` that works in Node: its own draws the numbers onto an `OffscreenCanvas`, which only
 * browsers have. `read` goes the same way, so that Dawn never has two waits at once.
 *
 * @param takeFailure what the device has reported since it was last asked, if anything
 */
export function readAtOnce(backend: WebGPUBackend, takeFailure: () => string | undefined): void {
  const shipped = backend.readSync.bind(backend);
  const internals = backend as unknown as Internals;
  let staging: GPUBuffer | undefined;

  const download = (buffer: GPUBuffer): ArrayBuffer => {
    if (!staging || staging.size < buffer.size) {
      staging?.destroy();
      staging = backend.device.createBuffer({
        size: buffer.size,
        usage: GPUBufferUsage.COPY_DST | GPUBufferUsage.MAP_READ,
      });
    }
    internals.ensureCommandEncoderReady();
    internals.endComputePassEncoder();
    internals.commandEncoder.copyBufferToBuffer(buffer, 0, staging, 0, buffer.size);
    backend.submitQueue();
    try {
      mapAtOnce(staging);
    } catch (error) {
      throw new WebGpuDeviceError(takeFailure() ?? String((error as Error).message));
    }
    const bytes = staging.getMappedRange(0, buffer.size).slice(0);
    staging.unmap();
    return bytes;
  };

  backend.readSync = (dataId) => {
    const data = internals.tensorMap.get(dataId);
    if (data.values != null || data.dtype === 'complex64' || !data.resource) return shipped(dataId) as never;
    const bytes = download(data.resource);
    const reported = takeFailure();
    if (reported !== undefined) throw new WebGpuDeviceError(reported);
    data.values = tf.util.convertBackendValuesAndArrayBuffer(bytes, data.dtype) as Values;
    return data.values as never;
  };
  backend.read = async (dataId) => backend.readSync(dataId) as never;
}
