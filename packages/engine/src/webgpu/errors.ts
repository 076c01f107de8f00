import { TeamnetError } from '@teamnet/records';

/** The WebGPU engine was asked for by name, but there is no GPU that it can use. */
export class WebGpuUnavailableError extends TeamnetError {
  constructor(
    readonly why: string,
    cause?: unknown,
  ) {
    super({
      code: 'webgpu-unavailable',
      message: `The WebGPU engine cannot be used: ${why}.`,
      remedy:
        'Install the driver of your GPU (on Linux its Vulkan driver, e.g. `sudo apt install mesa-vulkan-drivers`), or leave out --engine webgpu.',
      cause,
    });
  }
}

/** The GPU went away, or was asked for what it cannot do, while it computed. */
export class WebGpuDeviceError extends TeamnetError {
  constructor(why: string) {
    super({
      code: 'webgpu-failed',
      message: `The GPU stopped computing: ${why}`,
      remedy:
        'Choose a smaller batchSize or imageSize in homework.json if memory ran out; else try --engine wasm.',
    });
  }
}
