import { TeamnetError } from '@teamnet/records';

/** The WASM engine could not be started on this machine. */
export class WasmUnavailableError extends TeamnetError {
  constructor(why: string, cause?: unknown) {
    super({
      code: 'wasm-unavailable',
      message: `The WASM engine of TensorFlow.js could not be started: ${why}.`,
      remedy: 'Use Node 20 or newer and run `npm install` again, so that the .wasm files are in place.',
      cause,
    });
  }
}

/** A kernel was asked for something that the WASM engine does not do. */
export class WasmUnsupportedError extends TeamnetError {
  constructor(what: string) {
    super({
      code: 'wasm-unsupported',
      message: `The WASM engine cannot do ${what}.`,
      remedy: "Use dataFormat 'channelsLast' in the model, or the native engine (`teamnet doctor` says how).",
    });
  }
}

/** The tensors of a step do not fit in the 4 GB that WebAssembly can address. */
export class WasmMemoryError extends TeamnetError {
  constructor(bytes: number) {
    super({
      code: 'wasm-out-of-memory',
      message: `The WASM engine has no room for another ${Math.ceil(bytes / 2 ** 20)} MB: its 4 GB are full.`,
      remedy:
        'Choose a smaller batchSize or imageSize in homework.json, or the native engine (`teamnet doctor`).',
    });
  }
}
